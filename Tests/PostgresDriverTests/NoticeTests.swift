import DataAccessTesting
import Logging
import PostgresDriver
import Testing
import TestSupport

@Suite("On a real server, a notice")
struct NoticeTests {
    private func withLog(
        _ level: Logger.Level, _ body: (PostgresConnection, RecordingLogHandler.Lines) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            let log = RecordingLogHandler.Lines()
            var configuration = database.configuration
            configuration.logger = Logger(label: "test") { _ in RecordingLogHandler(log, logLevel: level) }
            try await PostgresConnection.withConnection(to: configuration) { try await body($0, log) }
        }
    }

    @Test("comes with its statement's result, a warning that a privilege was not revoked among them")
    func withTheResult() async throws {
        try await withLog(.info) { connection, log in
            for sql: SQL in [
                "CREATE ROLE notice_a", "CREATE ROLE notice_b", "CREATE TABLE t (a int)",
                "GRANT SELECT ON t TO notice_a WITH GRANT OPTION", "SET ROLE notice_a",
            ] { _ = try await connection.query(sql) }
            let granted = try await connection.query("GRANT ALL ON t TO notice_b")
            #expect(granted.notices.isEmpty)
            _ = try await connection.query("RESET ROLE")
            _ = try await connection.query("CREATE TABLE u (a int)")
            _ = try await connection.query("GRANT SELECT ON u TO notice_a")
            _ = try await connection.query("SET ROLE notice_a")
            let revoked = try await connection.query("REVOKE SELECT ON u FROM notice_b")
            #expect(Set(revoked.notices.map(\.sqlState)) == [.privilegeNotRevoked])
            let refused = try await connection.query("GRANT SELECT ON u TO notice_b")
            #expect(Set(refused.notices.map(\.sqlState)) == [.privilegeNotGranted])
            let warnings = log.all.filter { $0.level == .warning }
            #expect(warnings.count == revoked.notices.count + refused.notices.count)
            for sql: SQL in ["RESET ROLE", "DROP TABLE t, u", "DROP ROLE notice_a, notice_b"] {
                _ = try await connection.query(sql)
            }
        }
    }

    @Test("is logged with its text only where the log is open for debugging")
    func text() async throws {
        let raise: SQL = "DO $$ BEGIN RAISE WARNING 'the value is 42'; END $$"
        try await withLog(.info) { connection, log in
            _ = try await connection.query(raise)
            #expect(log.all.count == 1)
            #expect(log.all.first?.metadata["message"] == nil)
        }
        try await withLog(.debug) { connection, log in
            _ = try await connection.query(raise)
            #expect(log.all.first?.metadata["message"] == "the value is 42")
        }
    }
}
