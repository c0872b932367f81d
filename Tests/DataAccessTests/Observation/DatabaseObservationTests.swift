import ConnectionPooling
import FoundationEssentials
import Logging
import Metrics
import MetricsTestKit
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("A database under observation", .timeLimit(.minutes(2)))
struct DatabaseObservationTests {
    @Test("statistics and the last statements say what ran, from where and how it ended, and hold no value")
    func statements() async throws {
        try await withDatabase { database, _ in
            let tenant = TenantID(UUID())
            let secret = "4111 1111 1111 1111"
            let insert: SQL = "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), \(secret))"
            let line = #line + 1
            for _ in 0..<2 { _ = try? await database.write(for: tenant) { try await $0.execute(insert) } }
            _ = try await database.read(for: tenant) { try await $0.query("SELECT body FROM notes").count }

            let statistics = database.statementStatistics()
            let inserts = try #require(statistics.first { $0.text == insert.text })
            #expect((inserts.pool, inserts.count, inserts.errors, inserts.rows) == (.webapp, 2, 1, 1))
            #expect(inserts.lastCallSite == CallSite(line: line))
            #expect(inserts.p50 > .zero && inserts.p50 <= inserts.p99 && inserts.longest <= inserts.total)
            #expect(statistics.contains { $0.pool == .readonly && $0.rows == 1 })

            let recent = database.recentQueries()
            #expect(recent.filter { $0.text == insert.text }.map(\.outcome.description) == ["ok", "23505"])
            #expect(recent.map(\.finishedAt) == recent.map(\.finishedAt).sorted())
            #expect(!"\(statistics) \(recent)".contains(secret))
        }
    }

    @Test("while it runs, every new text is named once, and a slow one is a warning under that name")
    func naming() async throws {
        let lines = RecordingLogHandler.Lines()
        let logger = Logger(label: "test") { _ in RecordingLogHandler(lines) }
        let naming = UpperCaseNaming()
        try await withDatabase(
            { $0.observation.slowThreshold = .zero }, naming: naming, logger: logger
        ) { database, _ in
            let text = "SELECT body FROM notes"
            for _ in 0..<3 { _ = try await database.readGlobal { try await $0.query(SQL(verbatim: text)).count } }
            try await until { lines.all.contains { $0.metadata["statement"] == "SELECT NOTES" } }
            #expect(naming.asked.count { $0 == text } == 1)
            #expect(database.statementStatistics().contains { $0.name.fingerprint == "SELECT-NOTES" && $0.count == 3 })
            let warnings = lines.all.filter { $0.metadata["statement"] == "SELECT NOTES" }
            #expect(warnings.map(\.level) == [.warning])
            #expect(warnings.first?.metadata["suppressed"] == "0")
            #expect(!lines.all.contains { "\($0)".contains(text) })
        }
    }

    @Test("while it runs, the pools' gauges are kept up to date")
    func gauges() async throws {
        let factory = TestMetrics()
        try await withMetricsFactory(factory) {
            try await withDatabase { database, _ in
                let name = [("db.client.connection.pool.name", "readonly")]
                let used = try factory.expectMeter(
                    "db.client.connection.count", [("db.client.connection.state", "used")] + name)
                try await database.readGlobal { _ in try await until { used.lastValue == 1 } }
                try await until { used.lastValue == 0 }
                #expect(try factory.expectMeter("db.client.connection.max", name).lastValue == 4)
                let uses = try factory.expectTimer("db.client.connection.use_time", name).values
                #expect(uses.count == 1 && uses.allSatisfy { $0 > 0 })
            }
        }
    }
}
