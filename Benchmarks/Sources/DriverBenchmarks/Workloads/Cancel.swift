import Measurement
import PostgresDriver

extension Workload {
    static let cancel = Workload(
        name: .cancel,
        title: "from the cancelling of a task in pg_sleep until its connection is clean again",
        metric: .secondsPerOperation,
        peers: [],
        goals: [],
        measure: { effort in
            try await BenchmarkConnection.with { connection in
                let observer = try await BenchmarkConnection.open()
                var seconds = 0.0
                let cancels = effort.repeats * 4
                for _ in 0..<cancels { seconds += try await secondsToCancel(connection, seenBy: observer) }
                await observer.close()
                return Sample(operations: cancels, seconds: seconds)
            }
        })

    private static func secondsToCancel(
        _ connection: PostgresConnection, seenBy observer: PostgresConnection
    ) async throws -> Double {
        let pid = Int(connection.backendPID)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await connection.query("SELECT pg_sleep(60)") }
            var sleeps = false
            while !sleeps {
                let rows = try await observer.query(
                    "SELECT 1 FROM pg_stat_activity WHERE pid = \(pid) AND wait_event = 'PgSleep'")
                sleeps = !rows.isEmpty
            }
            let start = ContinuousClock.now
            group.cancelAll()
            let result = await group.nextResult()
            let elapsed = ContinuousClock.now - start
            guard case .failure(let error as DatabaseError) = result, error.code == .cancelled else {
                throw UnexpectedAnswer(expected: "the statement cancelled")
            }
            return elapsed / .seconds(1)
        }
    }
}
