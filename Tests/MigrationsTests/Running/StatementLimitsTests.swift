import Testing

@testable import Migrations

@Suite struct StatementLimitsTests {
    private static let quick = SessionSetting("statement_timeout", "3000", isLocal: true)
    private static let long = SessionSetting("statement_timeout", "1200000", isLocal: true)
    private static let lock = SessionSetting("lock_timeout", "500", isLocal: true)

    /// What is set before each statement of a file.
    private func settings(_ statements: String...) throws -> [[SessionSetting]] {
        var limits = StatementLimits(MigrationOptions(operatorName: "tester"), local: true)
        return try statements.map { sql in
            let traits = try traits(of: sql)
            defer { limits.noteRun(of: traits) }
            return limits.changes(before: traits)
        }
    }

    @Test(arguments: [
        ("ALTER TABLE t ADD a int", quick), ("CREATE TABLE t (a int)", quick), ("DROP TABLE t", quick),
        ("ALTER TABLE t ADD CHECK (a > 0)", quick), ("GRANT SELECT ON t TO r", quick),
        ("CREATE INDEX i ON t (a)", long), ("CREATE INDEX CONCURRENTLY i ON t (a)", long), ("REINDEX TABLE t", long),
        ("ALTER TABLE t VALIDATE CONSTRAINT c", long), ("ALTER TABLE t VALIDATE CONSTRAINT c, ADD a int", quick),
        ("UPDATE t SET a = 1", long), ("SELECT f()", long), ("DO $$ BEGIN END $$", long), ("VACUUM t", long),
        ("CREATE TABLE t AS SELECT 1", long), ("REFRESH MATERIALIZED VIEW v", long),
    ])
    func definitionsAreShortAndWorkOnRowsMayTakeLong(sql: String, timeout: SessionSetting) throws {
        let settings = try settings(sql)
        #expect(settings == [[Self.lock, timeout]])
    }

    @Test func onlyWhatChangesIsSetAgain() throws {
        let settings = try settings("CREATE TABLE t (a int)", "DROP TABLE u", "UPDATE t SET a = 1", "DROP TABLE v")
        #expect(settings == [[Self.lock, Self.quick], [], [Self.long], [Self.quick]])
    }

    @Test func whatTheFileSetsIsTheFiles() throws {
        let settings = try settings(
            "SET statement_timeout = '1h'", "UPDATE t SET a = 1", "RESET statement_timeout", "UPDATE t SET a = 2",
            "SET LOCAL lock_timeout = 0", "DROP TABLE t", "RESET ALL", "DROP TABLE u")
        #expect(
            settings == [
                [Self.lock, Self.quick], [], [], [Self.long], [Self.quick], [], [], [Self.lock, Self.quick],
            ])
    }

    @Test func whatIsSetForASessionIsSetAgainWithEachAttempt() throws {
        var limits = StatementLimits(MigrationOptions(operatorName: "tester"), local: false)
        let vacuum = try traits(of: "VACUUM t")
        let expected = [
            SessionSetting("lock_timeout", "500", isLocal: false),
            SessionSetting("statement_timeout", "1200000", isLocal: false),
        ]
        #expect(limits.changes(before: vacuum) == expected)
        limits.renew()
        #expect(limits.changes(before: vacuum) == expected)
        limits.noteRun(of: try traits(of: "SET lock_timeout = 0"))
        limits.renew()
        #expect(limits.changes(before: vacuum) == expected.suffix(1))
    }

    @Test func aFilesOwnLimitIsKnown() throws {
        var limits = StatementLimits(MigrationOptions(operatorName: "tester"), local: true)
        #expect(!limits.areOfFile)
        limits.noteRun(of: try traits(of: "SET search_path = s"))
        #expect(!limits.areOfFile)
        limits.noteRun(of: try traits(of: "SET lock_timeout = 0"))
        #expect(limits.areOfFile)
        limits.noteRun(of: try traits(of: "RESET lock_timeout"))
        #expect(!limits.areOfFile)
    }
}
