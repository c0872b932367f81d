import StatementAnalysis
import Testing

@Suite struct StatementKindTests {
    @Test(arguments: [
        ("BEGIN", StatementKind.transactionControl),
        ("/* x */ commit", .transactionControl),
        ("START TRANSACTION ISOLATION LEVEL SERIALIZABLE", .transactionControl),
        ("END", .transactionControl),
        ("ABORT", .transactionControl),
        ("ROLLBACK TO SAVEPOINT a", .transactionControl),
        ("SAVEPOINT a", .transactionControl),
        ("RELEASE a", .transactionControl),
        ("PREPARE TRANSACTION 'a'", .transactionControl),
        ("COMMIT PREPARED 'a'", .transactionControl),
        ("PREPARE q AS SELECT 1", .other),
        ("COPY vendors FROM STDIN", .copyThroughClient),
        ("COPY (SELECT a FROM t) TO STDOUT", .copyThroughClient),
        ("COPY vendors (stdin) FROM '/tmp/x'", .other),
        ("SELECT 1", .query),
        ("(SELECT 1) UNION (SELECT 2)", .query),
        ("WITH a AS (SELECT 1) SELECT * FROM a", .query),
        ("VALUES (true)", .query),
        ("TABLE vendors", .query),
        ("DO $$ BEGIN END $$", .anonymousBlock),
        ("CREATE TABLE commit_log (id int)", .other),
        ("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END", .other),
    ])
    func isDecidedByTheFirstWords(script: String, kind: StatementKind) throws {
        #expect(try StatementSplitter.split(script).map(\.kind) == [kind])
    }

    @Test(arguments: [
        ("CREATE TABLE IF NOT EXISTS dal.vendors (id uuid)", "CREATE TABLE dal.vendors"),
        ("create or replace function \"f g\"() returns int language sql as 'select 1'", "create function \"f g\""),
        ("ALTER TABLE ONLY vendors ADD COLUMN a int", "ALTER TABLE vendors"),
        ("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA app TO web", "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA app"),
        ("DO $$ BEGIN END $$", "DO"),
        ("SELECT 1", "SELECT"),
        ("-- a\nDROP ROLE /* b */ web", "DROP ROLE web"),
        ("(SELECT 1)", "("),
        ("CREATE TABLE grüße (a int)", "CREATE TABLE grüße"),
    ])
    func theSummaryIsTheFirstWordsUpToTheName(script: String, summary: String) throws {
        #expect(try StatementSplitter.split(script).map(\.summary) == [summary])
    }

    @Test func aLongSummaryIsCut() throws {
        let name = String(repeating: "a", count: 200)
        let summary = try StatementSplitter.split("CREATE TABLE \(name) (a int)").first?.summary
        #expect(summary?.count == 80 && summary?.hasSuffix("…") == true)
    }
}
