import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, a pipeline")
struct PipelineTests {
    @Test("answers each statement in order, scoped by one implicit transaction")
    func tenantScope() async throws {
        try await withConnection { connection in
            let results = try await connection.pipeline([
                "SELECT set_config('app.current_tenant_id', \("acme"), true)",
                "SELECT current_setting('app.current_tenant_id', true)",
            ])
            #expect(try results[1].get().first?.decode(String.self, at: 0) == "acme")
            let after = try await connection.query("SELECT current_setting('app.current_tenant_id', true)")
            #expect(try after.first?.decode(String?.self, at: 0) == "")
            #expect(connection.transactionStatus == .idle)
        }
    }

    @Test("skips what follows an error and says so")
    func skipsAfterError() async throws {
        try await withConnection { connection in
            let results = try await connection.pipeline(["SELECT 1", "SELECT 1/0", "SELECT 3"])
            #expect(throws: Never.self) { try results[0].get() }
            #expect(throws: DatabaseError.self) { try results[1].get() }
            guard case .failure(let last) = results[2] else { return #expect(Bool(false), "the third statement ran") }
            #expect(last.code == .pipelineAborted)
            #expect(try await connection.query("SELECT 4").first?.decode(Int.self, at: 0) == 4)
        }
    }

    @Test("that a deferred constraint refuses at its end fails as a whole")
    func deferredConstraint() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            for statements: [SQL] in [
                ["INSERT INTO t VALUES (1), (1)"], ["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)"],
            ] {
                let error = await #expect(throws: DatabaseError.self) { _ = try await connection.pipeline(statements) }
                #expect(error?.sqlState == .uniqueViolation)
                #expect(error?.outcome == .rolledBack)
                try await expectUsable(connection)
            }
            let transaction = await #expect(throws: DatabaseError.self) {
                _ = try await connection.transaction(["INSERT INTO t VALUES (1), (1)"])
            }
            #expect(transaction?.sqlState == .uniqueViolation)
            let rows = try await connection.query("SELECT * FROM t")
            #expect(rows.isEmpty)
        }
    }

    @Test("in a transaction of its own is committed as a whole, or rolled back with the connection clean")
    func transaction() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TABLE t (a int, tenant text)")
            let results = try await connection.transaction(
                ["INSERT INTO t VALUES (1, current_setting('app.tenant'))", "SELECT tenant FROM t"],
                under: TransactionScope(["app.tenant": "acme"]))
            #expect(try results[1].first?.decode(String.self, at: 0) == "acme")
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await connection.transaction(["INSERT INTO t VALUES (2, 'b')", "SELECT 1/0"])
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(error?.outcome == .rolledBack)
            try await expectUsable(connection)
            let count = try await connection.query("SELECT * FROM t").count
            #expect(count == 1)
        }
    }

    @Test("in a transaction of its own, cancelled, leaves the connection clean")
    func cancelledTransaction() async throws {
        try await withConnection { connection in
            let task = Task { try await connection.transaction(["SELECT pg_sleep(30)"]) }
            try await until { connection.transactionStatus == .active }
            task.cancel()
            let error = await #expect(throws: DatabaseError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            try await expectUsable(connection)
        }
    }

    @Test("with BEGIN leaves the failed transaction to be rolled back")
    func explicitTransaction() async throws {
        try await withConnection { connection in
            _ = try await connection.pipeline(["BEGIN", "SELECT 1/0"])
            #expect(connection.transactionStatus == .inFailedTransaction)
            #expect(try await connection.query("COMMIT").commandTag == "ROLLBACK")
            #expect(connection.transactionStatus == .idle)
        }
    }
}
