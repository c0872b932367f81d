import DataAccessTesting
import PostgresDriver
import Testing

@Suite("The guide's cancellation")
struct CancellationGuide {
    @Test("and deadlines reach the server")
    func cancellation() async throws {
        try await withVendors { connection, _ in
            // snippet: cancellation
            let late = await #expect(throws: DatabaseError.self) {
                try await connection.query("SELECT pg_sleep(60)", timeout: .milliseconds(50))
            }
            #expect(late?.code == .timedOut)
            #expect(late?.description == "timed out: 57014 query_canceled")

            let task = Task { try await connection.query("SELECT pg_sleep(60)") }
            task.cancel()
            let cancelled = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(cancelled?.code == .cancelled)
            // end
            try await expectUsable(connection)
        }
    }

    @Test("leave a connection whose state can be asked for")
    func status() async throws {
        try await withVendors { connection, _ in
            // snippet: status
            _ = try await connection.query("BEGIN")
            #expect(connection.transactionStatus == .inTransaction)
            await connection.rollback()
            #expect(connection.isOpen && connection.isEncrypted && connection.backendPID > 0)
            #expect(connection.parameterStatus("client_encoding") == "UTF8")
            // end
        }
    }

    @Test("work on an executor of one's own")
    func executor() async throws {
        try await withVendors { _, database in
            let configuration = database.configuration
            // snippet: executor
            let executor = PostgresExecutor(loops: 2)
            let count = try await withTaskExecutorPreference(executor) {
                try await PostgresConnection.withConnection(to: configuration, on: executor) { connection in
                    try await connection.query("SELECT id FROM vendors").count
                }
            }
            await executor.shutdown()
            // end
            #expect(count == 2)
        }
    }
}
