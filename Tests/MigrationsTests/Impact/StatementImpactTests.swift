import StatementAnalysis
import Testing

@testable import Migrations

/// What needs no server: what is not known is said, and never "nothing".
@Suite struct StatementImpactTests {
    private func impact(_ text: String) throws -> StatementImpact {
        let statement = try #require(try StatementSplitter.split(text).first)
        return ImpactedPlan.Statement(statement).impact
    }

    @Test(arguments: [
        "DO $$ BEGIN PERFORM my_function(); END $$", "CALL my_procedure()", "SELECT my_function()", "EXECUTE prepared",
        "DROP TABLE vendors CASCADE", "DROP SCHEMA sales CASCADE", "DROP OWNED BY somebody", "REASSIGN OWNED BY a TO b",
        "CREATE EXTENSION postgis", "DROP EXTENSION postgis", "ALTER EXTENSION postgis UPDATE",
        "ALTER DOMAIN positive ADD CHECK (VALUE < 10)", "ALTER TYPE address ADD ATTRIBUTE city text", "VACUUM",
        "CLUSTER",
        "REINDEX DATABASE here", "CREATE PUBLICATION p FOR TABLE vendors",
        "IMPORT FOREIGN SCHEMA s FROM SERVER f INTO t",
        "UPDATE vendors SET name = my_function(name) WHERE id = 1", "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b",
        "DROP STATISTICS s", "LOAD 'x'", "PREPARE p AS DELETE FROM vendors",
    ])
    func whatIsNotKnownIsSaid(statement: String) throws {
        #expect(try !impact(statement).unknowns.isEmpty, "\(statement)")
    }

    @Test func aStatementThatCannotBeLookedIntoIsNotKnown() throws {
        let deep = "SELECT " + String(repeating: "(", count: 2_500) + "1" + String(repeating: ")", count: 2_500)
        #expect(try impact(deep).unknowns.count == 1)
    }

    @Test(arguments: [
        ("UPDATE vendors SET a = 1", true), ("DELETE FROM vendors", true),
        ("UPDATE vendors SET a = 1 WHERE id = 2", false),
        ("WITH d AS (DELETE FROM vendors RETURNING id) SELECT id FROM d", true), ("TRUNCATE vendors", false),
    ])
    func unboundedWrites(statement: String, isUnbounded: Bool) throws {
        #expect(try impact(statement).work.contains { $0.kind == .everyRow } == isUnbounded)
    }

    @Test func namesWithinAQueryAreNoRelations() throws {
        let impact = try impact("WITH vendors AS (SELECT 1) SELECT * FROM vendors, sales.vendors, pg_class")
        #expect(impact.locks.map(\.relation) == [RelationName(schema: "sales", name: "vendors")])
    }

    @Test func theModesAreInPostgreSQLsOrder() {
        #expect(LockMode.allCases.sorted() == LockMode.allCases)
        #expect(LockMode(number: 1) == .accessShare && LockMode(number: 8) == .accessExclusive)
        #expect(LockMode(number: 0) == nil && LockMode(number: 9) == nil)
        let blocking = LockMode.allCases.map(\.blocks)
        #expect(blocking == [.nothing, .nothing, .nothing, .schemaChanges, .writes, .writes, .writes, .readsAndWrites])
    }
}
