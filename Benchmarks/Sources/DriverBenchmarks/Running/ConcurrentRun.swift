import Measurement
import PostgresDriver
import Synchronization

/// An operation repeated by several tasks on the driver's executor: a warm-up, then the time that counts.
struct ConcurrentRun: Sendable {
    typealias Operation<Client> = @Sendable (Client, inout RandomNumbers) async throws -> Void

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

    /// Each task has a connection of its own.
    func measure(_ operation: @escaping Operation<PostgresConnection>) async throws -> Sample {
        // Opened one after the other from outside the loops, so that each loop gets as many as the next.
        var connections: [PostgresConnection] = []
        for _ in 0..<tasks { connections.append(try await BenchmarkConnection.open()) }
        // The first answer brings a task to its connection's loop, where it stays.
        let sample = try await measure(connections, operation)
        for connection in connections { await connection.close() }
        return sample
    }

    /// All tasks share so many connections.
    func measureMultiplexed(
        over connections: Int, _ operation: @escaping Operation<Multiplexer>
    ) async throws -> Sample {
        let multiplexer = Multiplexer(
            configuration: try BenchmarkConnection.configuration(), connections: connections)
        let sample = try await measure(sharing: multiplexer, operation)
        await multiplexer.close()
        return sample
    }

    /// All tasks share one client.
    func measure<Client: Sendable>(
        sharing client: Client, _ operation: @escaping Operation<Client>
    ) async throws -> Sample {
        try await measure([Client](repeating: client, count: tasks), operation)
    }

    private func measure<Client: Sendable>(
        _ clients: [Client], _ operation: @escaping Operation<Client>
    ) async throws -> Sample {
        let stage = Stage()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for (number, client) in clients.enumerated() {
                group.addTask(executorPreference: PostgresExecutor.shared) {
                    try await Self.repeatedly(operation, with: client, seed: UInt64(number), stage)
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
    }

    private static func repeatedly<Client>(
        _ operation: Operation<Client>, with client: Client, seed: UInt64, _ stage: Stage
    ) async throws -> Int {
        var numbers = RandomNumbers(seed: seed)
        var counted = 0
        while !stage.hasEnded {
            try await operation(client, &numbers)
            if stage.isCounting { counted += 1 }
        }
        return counted
    }
}
