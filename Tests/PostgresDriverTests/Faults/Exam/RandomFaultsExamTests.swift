import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("The exam: random work over a network that fails at random", .timeLimit(.minutes(60)))
struct RandomFaultsExamTests {
    private static let workers = 8

    @Test("what callers are told is what the table holds", arguments: try Seed.some())
    func exam(seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.exam.count
        try await withTestDatabase { database in
            let observer = try await database.connect()
            _ = try await observer.query("CREATE TABLE ledger (marker int8 NOT NULL)")
            let ledger = try await ExamNetwork.with(to: database, seed: seed) { network in
                try await Self.work(size, network, seed)
            }
            try await Self.allSessionsHaveEnded(observer)
            let contradictions = ledger.contradictions(to: try await Self.table(observer))
            #expect(contradictions.isEmpty, "\(contradictions.count): \(contradictions.prefix(5))")
            for verdict in ExamLedger.Verdict.allCases {
                #expect(ledger.count(verdict) > 0, "the exam was too easy: nothing is \(verdict.rawValue)")
            }
            await observer.close()
            try SoakRecord.add(
                "Random work over a network that fails at random, \(Self.workers) clients",
                "\(ledger.entries.count) operations: \(ledger.count(.applied)) applied, "
                    + "\(ledger.count(.notApplied)) not, \(ledger.count(.unknown)) unknown; no contradiction",
                seed: seed, took: ContinuousClock.now - began)
        }
    }

    private static func work(_ size: Int, _ network: ExamNetwork, _ seed: Seed) async throws -> ExamLedger {
        try await withThrowingTaskGroup(of: ExamLedger.self) { group in
            for number in 0..<workers {
                group.addTask {
                    var worker = ExamWorker(network, seed.generator(for: number))
                    for _ in 0..<(size / workers) { try await worker.step() }
                    await worker.end()
                    return worker.ledger
                }
            }
            return try await group.reduce(into: ExamLedger()) { $0.add($1) }
        }
    }

    /// A statement whose client is gone may still take effect; afterwards nothing changes any more.
    private static func allSessionsHaveEnded(_ observer: PostgresConnection) async throws {
        try await until {
            try await observer.query(
                """
                SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type = 'client backend'
                """
            ).isEmpty
        }
    }

    private static func table(_ observer: PostgresConnection) async throws -> [Int: Int] {
        let rows = try await observer.query("SELECT marker, count(*) FROM ledger GROUP BY marker")
        return Dictionary(uniqueKeysWithValues: try rows.map { row in try row.decode(Int.self, Int.self) })
    }
}
