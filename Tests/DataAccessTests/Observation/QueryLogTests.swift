import FoundationEssentials
import Logging
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("The query log", .timeLimit(.minutes(2)))
struct QueryLogTests {
    let lines = RecordingLogHandler.Lines()
    var logger: Logger { Logger(label: "test") { _ in RecordingLogHandler(lines) } }

    @Test(
        "defect 12: query parameters never reach the log, at no level; pool, operation, rows, duration and outcome do")
    func noValues() async throws {
        try await withDatabase({ $0.logQueries = true }, logger: logger) { database, _ in
            let tenant = TenantID(UUID())
            let secret = "4111 1111 1111 1111"
            let insert: SQL = "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), \(secret))"
            try await database.write(for: tenant) { try await $0.execute(insert) }
            _ = try? await database.write(for: tenant) { try await $0.execute(insert) }
            let everything = lines.all.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
            #expect(!everything.contains(secret))
            #expect(!everything.lowercased().contains(tenant.description))

            let statements = lines.all.filter { $0.level == .info && $0.message == "statement" }
            #expect(statements.map { $0.metadata["outcome"] } == ["ok", "23505"])
            #expect(statements.allSatisfy { $0.metadata["pool"] == "webapp" && $0.metadata["operation"] == "INSERT" })
            #expect(statements.first?.metadata["rows"] == "1")
            #expect(statements.first?.metadata["site"] == "\(#fileID):\(#line - 10)")
            #expect(statements.allSatisfy { $0.metadata["duration_ms"] != nil && $0.metadata["text"] == nil })
        }
    }

    @Test("nothing is logged for a statement unless it is asked for")
    func offByDefault() async throws {
        try await withDatabase(logger: logger) { database, _ in
            try await database.readGlobal { _ = try await $0.query("SELECT 1") }
            #expect(!lines.all.contains { $0.message.hasPrefix("statement") })
        }
    }
}
