import DataAccessTesting
import PostgresDriver
import Testing

@Suite("The guide's statements")
struct StatementsGuide {
    @Test("bind what is interpolated, and quote checked names")
    func binding() async throws {
        try await withVendors { connection, _ in
            // snippet: statements
            let name = "Cem'); DROP TABLE vendors --"
            let city: String? = nil
            _ = try await connection.query("INSERT INTO vendors (name, city) VALUES (\(name), \(city))")

            let filter: SQL = "city = ANY(\(["Hamburg", "Bremen"]))"
            let found = try await connection.query("SELECT name FROM vendors WHERE \(filter) AND credit < \(10)")
            #expect(found.commandTag == "SELECT 1")

            let (table, column) = (try Identifier("public", "vendors"), try Identifier("city"))
            let update = try await connection.query("UPDATE \(table) SET \(column) = \("Kiel") WHERE name = \("Ben")")
            #expect(update.affectedRows == 1)

            let error = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT \("a\0b")") }
            #expect(error?.code == .invalidStatement)
            #expect(error?.detail == "parameter $1 holds a NUL character, which PostgreSQL's text cannot")
            // end
            let all = try await connection.query("SELECT name FROM vendors")
            #expect(all.count == 3)
        }
    }

    @Test("set a password that the server never sees")
    func password() async throws {
        try await withVendors { connection, database in
            let role = try Identifier(database.name)
            let password = "correct horse"
            _ = try await connection.query("CREATE ROLE \(role)")
            // snippet: password
            let verifier = try await connection.scramVerifier(password: password, user: "fleet_webapp")
            _ = try await connection.query("ALTER ROLE \(role) PASSWORD \(SQL(verbatim: "'\(verifier)'"))")
            // end
            let stored = try await connection.query(
                "SELECT rolpassword FROM pg_authid WHERE rolname = \(database.name)")
            #expect(try stored[0].decode(String.self, at: 0) == verifier)
            _ = try await connection.query("DROP ROLE \(role)")
        }
    }
}
