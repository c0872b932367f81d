import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("Cancelling over a network that stalls", .timeLimit(.minutes(2)))
struct StuckCancellationTests {
    private static let stuck = 100

    @Test("ends for each caller and keeps nobody else from connecting, however many are stuck")
    func many() async throws {
        try await withTestDatabase { database in
            try await Wire.plain.withProxy(to: database) { proxy, configuration in
                var started: [(connection: PostgresConnection, attempt: Attempt<Int>)] = []
                for _ in 0..<Self.stuck {
                    let connection = try await PostgresConnection.connect(to: configuration)
                    let attempt = Attempt { try await connection.query("SELECT pg_sleep(600)").count }
                    started.append((connection, attempt))
                }
                try await until { started.allSatisfy { $0.connection.transactionStatus == .active } }
                proxy.follow(.now(.stall))
                for one in started { one.attempt.cancel() }
                // Each cancellation opens a connection of its own, on which nothing ever comes.
                try await until { proxy.traffic.connections > Self.stuck }
                let other = Attempt {
                    try await database.withConnection { try await $0.query("SELECT 1").count }
                }
                #expect(try await other.value() == 1)
                for one in started {
                    let result = try await one.attempt.result()
                    let error = #expect(throws: DatabaseError.self) { try result.get() }
                    #expect(error?.code == .cancelled && error?.outcome == .unknown)
                    #expect(!one.connection.isOpen)
                }
            }
            try await database.withConnection { connection in
                _ = try await connection.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """)
            }
        }
    }
}
