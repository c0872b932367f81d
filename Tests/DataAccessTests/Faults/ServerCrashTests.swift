import LocalPostgres
import DataAccess
import Logging
import PostgresDriver
import Testing
import TestSupport

@Suite("A server that is killed while clients write, and started again", .timeLimit(.minutes(60)))
struct ServerCrashTests {
    private static let clients = 8

    @Test("keeps every acknowledged row, doubles none, and is worked with again", arguments: try Seed.some())
    func acknowledgedRowsSurvive(seed: Seed) async throws {
        let began = ContinuousClock.now
        let crashes = try SoakSize.crashes.count
        var server = try await CrashableServer.start()
        let ledger = CommitLedger()
        let database = try Database(configuration: server.configuration, logger: .quiet)
        try await database.start()
        let running = Task { try await database.run() }
        let writing = Task { await Self.write(to: database, ledger) }
        var generator = seed.generator()
        var slowest = Duration.zero
        for _ in 0..<crashes {
            let wanted = ledger.acknowledged + 1 + generator.below(200)
            try await until { ledger.acknowledged >= wanted }
            try await server.crash()
            let before = ledger.acknowledged
            try await server.restart()
            let accepting = ContinuousClock.now
            try await until { ledger.acknowledged > before }
            slowest = max(slowest, ContinuousClock.now - accepting)
        }
        writing.cancel()
        await writing.value
        running.cancel()
        try await running.value
        let contradictions = ledger.contradictions(to: try await server.table())
        #expect(contradictions.isEmpty, "\(contradictions.prefix(5))")
        try await server.server.stop()
        try SoakRecord.add(
            "A server killed under \(Self.clients) writers, \(crashes) times",
            "\(ledger.acknowledged) rows acknowledged, \(ledger.count(.unknown)) unknown; no contradiction; "
                + "first success at most \(slowest) after it accepted connections",
            seed: seed, took: ContinuousClock.now - began)
    }

    private static func write(to database: Database, _ ledger: CommitLedger) async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<clients {
                group.addTask {
                    while !Task.isCancelled {
                        await write(ledger.newMarker(), to: database, ledger)
                    }
                }
            }
        }
    }

    private static func write(_ marker: Int, to database: Database, _ ledger: CommitLedger) async {
        do {
            try await database.writeGlobal { session in
                try await session.execute("INSERT INTO ledger VALUES (\(marker))")
            }
            ledger.acknowledge(marker)
        } catch let error as DatabaseError {
            ledger.fail(marker, error)
        } catch {
            // Cancelled at the end of the test, before COMMIT was sent.
            ledger.fail(marker, DatabaseError(.cancelled, outcome: .rolledBack))
        }
    }
}
