import ConnectionPooling
import Measurement

extension Workload {
    static let borrow = Workload(
        name: .borrow,
        title: "a connection borrowed from a pool and given back, without I/O and without anybody else",
        metric: .secondsPerOperation,
        peers: [],
        goals: [Goal(.time(.ours(in: .borrow)), .atMost, reach: 2e-6)],
        measure: { effort in
            try await StandInConnection.withPool(PoolSettings(maximum: 1, minimumIdle: 1)) { pool in
                let operations = 200_000 * effort.repeats
                let stopwatch = Stopwatch()
                for _ in 0..<operations { pool.release(try await pool.acquire(at: CallSite())) }
                return stopwatch.sample(operations: operations)
            }
        })

    static let spike = Workload(
        name: .spike,
        title: "50 at once ask a pool of at most 50 with 5 idle; a connect takes 150 ms, a query 2 ms",
        metric: .secondsPerOperation,
        peers: [],
        goals: [Goal(.time(.ours(in: .spike)), .atMost, reach: 0.04)],
        measure: { effort in
            var seconds = 0.0
            for _ in 0..<effort.repeats {
                seconds += try await StandInConnection.withPool(PoolSettings(maximum: 50, minimumIdle: 5), spike)
            }
            return Sample(operations: effort.repeats, seconds: seconds)
        })

    /// How long the 50 take together, in seconds.
    private static func spike(_ pool: ConnectionPool<StandInConnection>) async throws -> Double {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await pool.withLease(at: CallSite()) { _ in try await Task.sleep(for: .milliseconds(2)) }
                }
            }
            try await group.waitForAll()
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }
}

/// In a connection's place where only the pool is measured.
final class StandInConnection: PooledConnection {
    static let callersHome: Int? = nil
    let isReusable = true
    let home = 0

    func validate() async -> Bool { true }

    func close() async {}

    /// Runs `body` with a pool that has opened its idle connections.
    static func withPool<Value: Sendable>(
        _ settings: PoolSettings, _ body: @Sendable (ConnectionPool<StandInConnection>) async throws -> Value
    ) async throws -> Value {
        let pool = ConnectionPool<StandInConnection>(settings: settings) {
            try await Task.sleep(for: .milliseconds(150))
            return StandInConnection()
        }
        // Not structured, because it ends when the measuring does and not by itself.
        let running = Task { await pool.run() }
        defer { running.cancel() }
        while pool.statistics.idle < settings.minimumIdle { try await Task.sleep(for: .milliseconds(5)) }
        return try await body(pool)
    }
}
