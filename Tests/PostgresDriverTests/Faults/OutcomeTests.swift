import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, the outcome of a cancelled pipeline", .timeLimit(.minutes(2)))
struct OutcomeTests {
    @Test("is unknown once its own COMMIT has been answered")
    func afterCommit() async throws {
        try await expect(.unknown, of: ["BEGIN", "SELECT 1", "COMMIT", "SELECT pg_sleep(600)"])
    }

    @Test("is its rollback when it was one implicit transaction")
    func implicitTransaction() async throws {
        try await expect(.rolledBack, of: ["SELECT 1", "SELECT pg_sleep(600)"])
    }

    private func expect(_ outcome: DatabaseError.Outcome, of statements: [SQL]) async throws {
        let operation = InterruptedOperation(
            name: "a pipeline", run: { _ = try await $0.pipeline(statements) },
            isUnderWay: InterruptedOperation.isSleeping)
        try await withTestDatabase { database in
            _ = try await operation.start(to: database.configuration, at: database) { interrupted in
                interrupted.attempt.cancel()
                let result = try await interrupted.attempt.result()
                let error = #expect(throws: DatabaseError.self) { try result.get() }
                #expect(error?.code == .cancelled && error?.outcome == outcome)
                #expect(interrupted.connection.transactionStatus == .idle)
                await interrupted.connection.close()
            }
        }
    }
}
