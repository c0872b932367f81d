import PostgresDriver
import Testing

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
