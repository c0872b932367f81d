import FoundationEssentials
import PostgresDriver
import Testing

@Suite("The guide's transactions")
struct TransactionsGuide {
    private func credit(of name: String, on connection: PostgresConnection) async throws -> Decimal? {
        try await connection.query("SELECT credit FROM vendors WHERE name = \(name)").first?.decode(at: 0)
    }

    @Test("may be a pipeline")
    func pipeline() async throws {
        try await withVendors { connection, _ in
            // snippet: pipeline
            let outcomes = try await connection.pipeline([
                "UPDATE vendors SET credit = 100", "SELECT 1 / 0", "SELECT count(*) FROM vendors",
            ])
            #expect(try outcomes[0].get().affectedRows == 2)
            let skipped = #expect(throws: DatabaseError.self) { try outcomes[2].get() }
            #expect(skipped?.code == .pipelineAborted)

            let rich = try await connection.query("SELECT name FROM vendors WHERE credit > 0")
            #expect(rich.isEmpty)
            // end
        }
    }

    @Test("have a tenant")
    func scope() async throws {
        try await withVendors { connection, _ in
            for statement: SQL in [
                "ALTER TABLE vendors ADD tenant text DEFAULT 'acme'",
                "UPDATE vendors SET tenant = 'other' WHERE id = 2",
                "ALTER TABLE vendors ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY tenants ON vendors USING (tenant = current_setting('app.current_tenant_id', true))",
                // Superusers see every row.
                "SET ROLE pg_read_all_data",
            ] { _ = try await connection.query(statement) }
            // snippet: scope
            let acme = TransactionScope(["app.current_tenant_id": "acme"])
            let vendors = try await connection.query("SELECT name FROM vendors", under: acme)
            #expect(vendors.count == 1)
            // end
            #expect(try vendors[0].decode(String.self, at: 0) == "Ada")
            let without = try await connection.query("SELECT name FROM vendors")
            #expect(without.isEmpty)
            _ = try await connection.query("BEGIN")
            _ = try await connection.query("SELECT 1", under: acme)
            let scoped = try await connection.query("SELECT name FROM vendors")
            #expect(scoped.count == 1)
            await connection.rollback()
        }
    }

    @Test("take one round trip")
    func transaction() async throws {
        try await withVendors { connection, _ in
            let acme = TransactionScope(["app.current_tenant_id": "acme"])
            // snippet: transaction
            let results = try await connection.transaction(
                [
                    "UPDATE vendors SET credit = credit - \(10) WHERE name = 'Ada'",
                    "UPDATE vendors SET credit = credit + \(10) WHERE name = 'Ben' RETURNING credit",
                ], under: acme, timeout: .seconds(2))
            let credit = try results[1][0].decode(Decimal.self, at: 0)
            // end
            #expect(credit == 10)
            #expect(connection.transactionStatus == .idle)
        }
    }

    // snippet: by-hand
    /// Takes from a vendor's credit what is there.
    func withdraw(_ wanted: Decimal, from id: Int, on connection: PostgresConnection) async throws -> Decimal {
        do {
            _ = try await connection.query("BEGIN")
            let row = try await connection.query("SELECT credit FROM vendors WHERE id = \(id) FOR UPDATE").first
            let taken = min(wanted, try row?.decode(Decimal.self, at: 0) ?? 0)
            _ = try await connection.query("UPDATE vendors SET credit = credit - \(taken) WHERE id = \(id)")
            guard try await connection.query("COMMIT").commandTag == "COMMIT" else {
                throw DatabaseError(.commitFailed, outcome: .rolledBack)
            }
            return taken
        } catch {
            await connection.rollback()
            throw error
        }
    }
    // end

    @Test("may read before they write")
    func byHand() async throws {
        try await withVendors { connection, _ in
            _ = try await connection.query("UPDATE vendors SET credit = 7 WHERE id = 1")
            let taken = try await withdraw(10, from: 1, on: connection)
            #expect(taken == 7)
            let left = try await credit(of: "Ada", on: connection)
            #expect(left == 0)
            _ = try await connection.query("ALTER TABLE vendors ADD CHECK (credit <= 5)")
            let error = await #expect(throws: DatabaseError.self) { try await withdraw(-10, from: 1, on: connection) }
            #expect(error?.sqlState == .checkViolation)
            #expect(connection.transactionStatus == .idle)
        }
    }
}
