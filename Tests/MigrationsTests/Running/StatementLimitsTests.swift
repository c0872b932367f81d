import PostgresDriver
import Testing

@testable import Migrations

@Suite struct StatementLimitsTests {
    private static let quick = "SET LOCAL statement_timeout = 3000"
    private static let long = "SET LOCAL statement_timeout = 1200000"
    private static let lock = "SET LOCAL lock_timeout = 500"

    /// What is set before each statement of a file.
    private func settings(_ statements: String...) throws -> [[String]] {
        var limits = StatementLimits(MigrationOptions(operatorName: "tester"), local: true)
        return try statements.map { sql in
            let traits = try traits(of: sql)
            defer { limits.noteRun(of: traits) }
            return limits.changes(before: traits).map(\.text)
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
    func definitionsAreShortAndWorkOnRowsMayTakeLong(sql: String, timeout: String) throws {
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
        let expected = ["SET SESSION lock_timeout = 500", "SET SESSION statement_timeout = 1200000"]
        #expect(limits.changes(before: vacuum).map(\.text) == expected)
        limits.renew()
        #expect(limits.changes(before: vacuum).map(\.text) == expected)
        limits.noteRun(of: try traits(of: "SET lock_timeout = 0"))
        limits.renew()
        #expect(limits.changes(before: vacuum).map(\.text) == expected.suffix(1))
    }
}
