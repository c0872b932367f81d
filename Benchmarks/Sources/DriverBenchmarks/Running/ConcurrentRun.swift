import Measurement
import PostgresDriver
import Synchronization

/// An operation repeated by several tasks, each with a connection of its own: a warm-up, then the time that counts.
struct ConcurrentRun: Sendable {
    typealias Operation = @Sendable (PostgresConnection, inout RandomNumbers) async throws -> Void

    let tasks: Int
    let seconds: Double
    let warmUp = Duration.seconds(1)

    /// Where a run is; its tasks look at it after each operation.
    private final class Stage: Sendable {
        enum Part: Int { case warmUp, counting, ended }
        private let part = Atomic(Part.warmUp.rawValue)

        var isCounting: Bool { part.load(ordering: .relaxed) == Part.counting.rawValue }
        var hasEnded: Bool { part.load(ordering: .relaxed) == Part.ended.rawValue }
        func enter(_ next: Part) { part.store(next.rawValue, ordering: .relaxed) }
    }

    func measure(_ operation: @escaping Operation) async throws -> Sample {
        // Opened one after the other from outside the loops, so that each loop gets as many as the next.
        var connections: [PostgresConnection] = []
        for _ in 0..<tasks { connections.append(try await BenchmarkConnection.open()) }
        let stage = Stage()
        let sample = try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, connection) in connections.enumerated() {
                // The first answer brings the task to its connection's loop, where it stays.
                group.addTask(executorPreference: PostgresExecutor.shared) {
                    try await Self.repeatedly(operation, on: connection, seed: UInt64(number), stage)
                }
            }
            try await Task.sleep(for: warmUp)
            let stopwatch = Stopwatch()
            stage.enter(.counting)
            try await Task.sleep(for: .seconds(seconds))
            let measured = stopwatch.sample(operations: 0)
            stage.enter(.ended)
            let operations = try await group.reduce(0, +)
            return Sample(operations: operations, seconds: measured.seconds, cpuSeconds: measured.cpuSeconds)
        }
        for connection in connections { await connection.close() }
        return sample
    }

    private static func repeatedly(
        _ operation: Operation, on connection: PostgresConnection, seed: UInt64, _ stage: Stage
    ) async throws -> Int {
        var numbers = RandomNumbers(seed: seed)
        var counted = 0
        while !stage.hasEnded {
            try await operation(connection, &numbers)
            if stage.isCounting { counted += 1 }
        }
        return counted
    }
}
