import StatementAnalysis
import Testing

@testable import Migrations

/// What `plan` and `lint` say of the statements within DO blocks.
@Suite struct BlockImpactTests {
    private func impact(_ text: String) throws -> StatementImpact {
        ImpactedPlan.Statement(try #require(try StatementSplitter.split(text).first)).impact
    }

    @Test func theLocksOfItsStatementsAreItsLocks() throws {
        let impact = try impact(
            """
            DO $$ BEGIN
                IF EXISTS (SELECT FROM drivers) THEN ALTER TABLE vendors ADD a int; END IF;
                EXECUTE 'CREATE INDEX i ON orders (a)';
                UPDATE vendors SET a = 1;
            END $$
            """)
        #expect(
            impact.locks.map { "\($0.relation) \($0.mode.rawValue)" } == [
                "vendors AccessExclusiveLock", "orders ShareLock", "drivers AccessShareLock",
            ])
        #expect(impact.work.map(\.kind) == [.indexBuild, .everyRow])
        #expect(impact.unknowns.isEmpty && impact.dynamicLines.isEmpty)
    }

    @Test func whatCannotBeKnownIsSaidWithItsLine() throws {
        let text = "DO $$ BEGIN\n  PERFORM my_function();\n  EXECUTE 'DROP TABLE ' || quote_ident('a');\nEND $$"
        let impact = try impact(text)
        #expect(impact.unknowns == ["what my_function() does is not looked into"])
        #expect(impact.dynamicLines == [3])
        let file = try MigrationFile(path: "030_a.sql", content: Array("-- migrate:up\n\(text);".utf8))
        let plan = try MigrationPlanner(files: [file], history: []).plan(.apply(upTo: nil))
        let report = PlanReport(ImpactedPlan(plan), live: LiveRelations()).text(next: "", isColored: false)
        #expect(
            report.contains("not known: 030_a.sql:4: EXECUTE runs statements that cannot be known beforehand"),
            "\(report)")
    }

    @Test(arguments: ["DO LANGUAGE plperl $$ 1 $$", "DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; END $$"])
    func aBlockThatCannotBeTakenApartIsNotKnown(text: String) throws {
        #expect(try impact(text).unknowns.count == 1)
    }

    @Test func whatABlockMakesIsNew() throws {
        let file = try MigrationFile(
            path: "030_a.sql",
            content: Array("DO $$ BEGIN CREATE TABLE a (b int); END $$; ALTER TABLE a ADD c int;".utf8))
        let plan = try MigrationPlanner(files: [file], history: []).plan(.apply(upTo: nil))
        let report = PlanReport(ImpactedPlan(plan), live: LiveRelations())
        #expect(report.steps[0].statements[1].locks.map(\.isNew) == [true])
    }

    // Lint

    private func findings(_ text: String) -> [String] {
        let input = LintInput(path: "030_a.sql", content: Array(text.utf8))
        let own = ["missing-down", "missing-verify"]
        return MigrationLinter().report(on: [input]).findings(in: "030_a.sql").filter { !own.contains($0.rule) }
            .map { "\($0.line):\($0.column) \($0.rule)" }
    }

    private static let block = """
        -- migrate:up
        DO $$
        BEGIN
            IF true THEN
                DROP TABLE vendors; GRANT SELECT ON a TO PUBLIC;
            END IF;
            EXECUTE 'TRUNCATE orders';
            EXECUTE 'TRUNCATE ' || x;
        END $$;
        """

    @Test func theRulesJudgeItsStatementsWhereTheyStand() {
        #expect(findings(Self.block).filter { $0.contains("drop-table") } == ["5:9 drop-table"])
        #expect(findings(Self.block).filter { $0.contains("grant-to-public") }.allSatisfy { $0.hasPrefix("5:") })
        #expect(findings(Self.block).contains { $0.contains("grant-to-public") })
        #expect(findings(Self.block).filter { $0.contains("truncate-table") } == ["7:5 truncate-table"])
    }

    @Test func aRuleIsIgnoredForTheWholeBlock() {
        let ignoring = Self.block.replacing("\nDO $$", with: "\n-- lint-ignore drop-table it was never used\nDO $$")
        #expect(!findings(ignoring).contains { $0.contains("drop-table") || $0.contains("ignore") })
        #expect(findings(ignoring).contains { $0.contains("truncate-table") })
    }

    @Test func aPasswordInABlockIsNotQuoted() {
        for text in [
            "DO $$ BEGIN CREATE ROLE a PASSWORD 'hidden-one'; END $$;",
            "DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''hidden-one'''; END $$;",
            "DO 'BEGIN ALTER ROLE a PASSWORD ''hidden-one''; END';",
        ] {
            let report = MigrationLinter().report(on: [LintInput(path: "030_a.sql", content: Array(text.utf8))])
            let findings = report.findings(in: "030_a.sql")
            #expect(findings.contains { $0.rule == "password-literal" })
            #expect(!findings.contains { $0.source.contains("hidden-one") || $0.message.contains("hidden-one") })
        }
    }

    @Test func aBlockWithoutStatementsHasNoFindings() {
        #expect(findings("-- migrate:up\nDO $$ BEGIN RAISE NOTICE 'x'; END $$;") == [])
    }

    @Test func locksOfBranchesAreNotAddedUp() {
        let text = { (first: String) in
            "-- migrate:up\nDO $$ BEGIN \(first) ALTER TABLE b ADD c int; END $$;\n-- migrate:down\nSELECT 1;"
        }
        #expect(findings(text("ALTER TABLE a ADD c int;")).contains { $0.contains("several-locks") })
        #expect(!findings(text("IF x THEN ALTER TABLE a ADD c int; END IF;")).contains { $0.contains("several-locks") })
    }
}
