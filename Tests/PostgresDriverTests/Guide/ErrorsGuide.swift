import PostgresDriver
import Testing

@Suite("The guide's errors")
struct ErrorsGuide {
    @Test("say what happened without saying a value, and are branched on")
    func errors() async throws {
        try await withVendors { connection, _ in
            // snippet: errors
            func add(_ name: String) async throws(DatabaseError) -> Bool {
                do {
                    _ = try await connection.query("INSERT INTO vendors (name) VALUES (\(name))")
                    return true
                } catch  where error.sqlState == .uniqueViolation {
                    #expect(error.outcome == .rolledBack)
                    #expect(!error.isRetrySafe)
                    #expect(error.constraint == "vendors_name_key")
                    let what = "the server refused the statement: 23505 unique_violation"
                    #expect(error.description == "\(what); at public.vendors; constraint vendors_name_key")
                    return false
                }
            }
            // end
            let isNew = try await add("Cem")
            #expect(isNew)
            let isNewAgain = try await add("Cem")
            #expect(!isNewAgain)
            await connection.close()
            let error = await #expect(throws: DatabaseError.self) { try await add("Dora") }
            #expect(error?.code == .closed)
        }
    }
}
