import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("On a real server, cancelling many tasks at random moments", .timeLimit(.minutes(60)))
struct RandomCancellationTests {
    private static let workers = 12

    @Test("never hits another's statement", arguments: try Seed.some())
    func neverHitsAnother(seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.cancellations.count
        // Ten times what it took on two busy cores.
        let limit = Duration.seconds(120 + size / 10)
        let counted = try await withTestDatabase { database in
            let attempt = Attempt { try await Self.run(size, on: database, seed) }
            return try await attempt.value(within: limit)
        }
        #expect(counted.cancelled > 0, "no cancellation came in time to be one")
        try SoakRecord.add(
            "Cancellations at random moments, \(Self.workers) connections",
            "\(size) tasks cancelled, \(counted.cancelled) of them in time; "
                + "\(counted.undisturbed) others answered right, none hit",
            seed: seed, took: ContinuousClock.now - began)
    }

    private struct Count: Sendable {
        /// Tasks whose cancellation was in time.
        var cancelled = 0
        /// Statements that nobody cancelled.
        var undisturbed = 0
    }

    private static func run(_ size: Int, on database: TestDatabase, _ seed: Seed) async throws -> Count {
        try await withThrowingTaskGroup(of: Count.self) { group in
            for worker in 0..<workers {
                let share = size / workers + (worker < size % workers ? 1 : 0)
                group.addTask {
                    try await database.withConnection { connection in
                        var load = Load(connection: connection, generator: seed.generator(for: worker))
                        while load.sent < share { try await load.step() }
                        return load.count
                    }
                }
            }
            return try await group.reduce(into: Count()) { total, count in
                total.cancelled += count.cancelled
                total.undisturbed += count.undisturbed
            }
        }
    }

    /// One connection's statements; the tasks that send them take turns.
    private struct Load {
        let connection: PostgresConnection
        var generator: SeededGenerator
        var count = Count()
        /// Cancellations asked for.
        var sent = 0

        mutating func step() async throws {
            // A marker that no other statement has.
            let marker = Int(truncatingIfNeeded: generator.next())
            let pause = Double(generator.below(12_000)) / 1_000_000
            let isPipeline = generator.isOne(in: 3)
            let work = { @Sendable [connection] () async throws -> Void in
                let statement: SQL = "SELECT \(marker)::int8, pg_sleep(\(pause))"
                if isPipeline {
                    let results = try await connection.pipeline(["SELECT 1", statement, "SELECT 2"])
                    try Self.check(try results.map { try $0.get() }[1], marker)
                } else {
                    try Self.check(try await connection.query(statement), marker)
                }
            }
            if generator.isOne(in: 3) {
                try await work()
                count.undisturbed += 1
            } else {
                sent += 1
                if try await isCancelled(work) { count.cancelled += 1 }
            }
            #expect(connection.isOpen && connection.transactionStatus == .idle)
        }

        /// Runs the work and cancels it after a moment; what it answers all the same must be right.
        private mutating func isCancelled(_ work: @escaping @Sendable () async throws -> Void) async throws -> Bool {
            let delay = generator.below(8_000)
            // Not structured, because a task of its own is what is cancelled here.
            let task = Task { try await work() }
            try await Task.sleep(for: .microseconds(delay))
            task.cancel()
            do {
                try await task.value
                return false
            } catch let error as DatabaseError where error.code == .cancelled {
                #expect(error.sqlState == .queryCanceled || error.outcome == .notApplied, "\(error)")
                return true
            }
        }

        private static func check(_ result: QueryResult, _ marker: Int) throws {
            #expect(try result.first?.decode(Int.self, at: 0) == marker)
        }
    }
}
