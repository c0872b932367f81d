import Testing

@testable import Migrations

/// What becomes of a statement that nobody knows the end of.
@Suite struct InterruptedStatementTests {
    private typealias Verdict = InterruptedStatement.Verdict

    private func verdict(_ sql: String, _ index: InterruptedStatement.IndexState) throws -> Verdict {
        InterruptedStatement(traits: try traits(of: sql)).verdict(index: index)
    }

    @Test(arguments: [
        "UPDATE t SET a = 1", "CREATE TABLE t (a int)", "ALTER TABLE t ADD a int", "DO $$ BEGIN PERFORM 1; END $$",
        "CREATE INDEX i ON t (a)",
    ])
    func whatIsCommittedWithItsPlaceInTheHistoryHadNoEffect(sql: String) throws {
        for state in InterruptedStatement.IndexState.allCases {
            let verdict = try verdict(sql, state)
            #expect(verdict == .runAgain)
        }
    }

    @Test(arguments: [
        "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t (a)",
    ])
    func anIndexBuildIsDoneWhenTheIndexIsValid(sql: String) throws {
        let verdicts = try InterruptedStatement.IndexState.allCases.map { try verdict(sql, $0) }
        #expect(verdicts == [.runAgain, .runAgain, .isDone])
    }

    @Test(arguments: ["DROP INDEX CONCURRENTLY i", "DROP INDEX CONCURRENTLY IF EXISTS s.i"])
    func anIndexIsDroppedWhenItIsGone(sql: String) throws {
        let verdicts = try InterruptedStatement.IndexState.allCases.map { try verdict(sql, $0) }
        #expect(verdicts == [.isDone, .runAgain, .runAgain])
    }

    @Test(arguments: [
        "VACUUM t", "REINDEX (CONCURRENTLY) TABLE t", "REINDEX DATABASE d", "ALTER SYSTEM SET work_mem = '8MB'",
        "DROP DATABASE IF EXISTS d", "CLUSTER",
    ])
    func whatMayBeRepeatedIsRunAgain(sql: String) throws {
        let verdict = try verdict(sql, .absent)
        #expect(verdict == .runAgain)
    }

    @Test(arguments: [
        "CREATE INDEX CONCURRENTLY ON t (a)", "CREATE DATABASE d", "DROP DATABASE d", "CALL p()",
        "DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$", "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
    ])
    func theRestIsInDoubt(sql: String) throws {
        for state in InterruptedStatement.IndexState.allCases {
            let verdict = try verdict(sql, state)
            #expect(verdict == .inDoubt)
        }
    }
}
