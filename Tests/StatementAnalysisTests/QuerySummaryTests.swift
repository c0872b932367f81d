import StatementAnalysis
import Testing

/// The facts of OpenTelemetry's `db-sql-test-cases.json`, and what a PostgreSQL server sees beyond them.
@Suite struct QuerySummaryTests {
    @Test(arguments: [
        ("SELECT 12, -12, +12", "SELECT"),
        ("SELECT 12.34, -12.34, +12.34, .01, -.01", "SELECT"),
        ("SELECT 12.34e56, -12.34e56, +12.34e56", "SELECT"),
        ("SELECT 12.34e-56, -12.34e-56, +12.34e-56", "SELECT"),
        ("SELECT 99+100", "SELECT"),
        ("SELECT 0xDEADBEEF, 0XdeadBEEF", "SELECT"),
        ("SELECT 'hello'", "SELECT"),
        ("SELECT 'My name''s not important'", "SELECT"),
        ("SELECT 'My name is \n not important'", "SELECT"),
        ("SELECT c3po, r2d2 FROM covid19 WHERE n1h1=1234", "SELECT covid19"),
        ("SELECT a FROM dbo.Table JOIN dbo.AnotherTable", "SELECT dbo.Table dbo.AnotherTable"),
        ("INSERT INTO X VALUES(1, 23456, 123.456, 99+100)", "INSERT X"),
        ("SELECT { guid '01234567-89ab-cdef-0123-456789abcdef' }", "SELECT"),
        ("SELECT * FROM table WHERE value IN (123, 456, 'abc')", "SELECT table"),
        ("SELECT column -- end of line comment\nFROM /* block \n comment */ table", "SELECT table"),
        (
            "INSERT INTO shipping_details\n(order_id,\naddress)\nSELECT order_id,\naddress\nFROM   orders\n"
                + "WHERE  order_id = 1", "INSERT shipping_details SELECT orders"
        ),
        (
            "SELECT order_date\nFROM   (SELECT *\nFROM   orders o\nJOIN customers c\n"
                + "ON o.customer_id = c.customer_id)", "SELECT SELECT orders customers"
        ),
        (
            "SELEcT order_date\nFROM   (sELECT *\nFROM   orders o\nJOIN customers c\n"
                + "ON o.customer_id = c.customer_id)", "SELEcT sELECT orders customers"
        ),
        ("SELEcT order_date\nFROM ORders", "SELEcT ORders"),
        ("SELECT * FROM Orders o CROSS JOIN OrderDetails od", "SELECT Orders OrderDetails"),
        ("SELECT * FROM Orders o, OrderDetails od", "SELECT Orders OrderDetails"),
        ("CREATE  TABLE MyTable (\n    ID NOT NULL IDENTITY(1,1) PRIMARY KEY\n)", "CREATE TABLE MyTable"),
        ("ALTER  TABLE MyTable ADD Name varchar(255)", "ALTER TABLE MyTable"),
        ("DROP  TABLE MyTable", "DROP TABLE MyTable"),
    ])
    func theConventionsCases(sql: String, summary: String) {
        #expect(QuerySummary(of: sql)?.text == summary)
    }

    @Test(arguments: [
        ("UPDATE vendors SET name = $1 FROM regions r WHERE r.id = $2", "UPDATE vendors regions"),
        ("UPDATE ONLY vendors SET (a, b) = (SELECT c, d FROM other)", "UPDATE vendors SELECT other"),
        ("DELETE FROM vendors USING regions, countries WHERE true", "DELETE vendors regions countries"),
        ("DELETE FROM a USING b JOIN c USING (id)", "DELETE a b c"),
        (
            "MERGE INTO stock s USING (SELECT * FROM deliveries) d ON s.id = d.id WHEN MATCHED THEN UPDATE SET n = 1 "
                + "WHEN NOT MATCHED THEN INSERT VALUES (1)", "MERGE stock SELECT deliveries"
        ),
        ("INSERT INTO a (x) VALUES ($1) ON CONFLICT (x) DO UPDATE SET x = 1 RETURNING x", "INSERT a"),
        ("SELECT * FROM a JOIN b USING (id) WHERE x IS DISTINCT FROM y", "SELECT a b"),
        ("SELECT extract(year FROM created), trim(both 'x' FROM name) FROM a", "SELECT a"),
        ("SELECT * FROM a LEFT JOIN (b JOIN c ON true) ON true, d", "SELECT a b c d"),
        ("SELECT * FROM a, LATERAL (SELECT * FROM b) x ORDER BY x, y", "SELECT a SELECT b"),
        ("SELECT * FROM generate_series(1, 5) g(n), ONLY a", "SELECT generate_series a"),
        ("SELECT * FROM (VALUES ('secret', 2)) v(x, y)", "SELECT"),
        ("SELECT * FROM a WHERE EXISTS (SELECT FROM b WHERE b.x IN (SELECT y FROM c))", "SELECT a SELECT b SELECT c"),
        ("SELECT a FROM b FOR UPDATE OF b SKIP LOCKED", "SELECT b"),
        ("(SELECT 1 FROM a) UNION ALL (SELECT 2 FROM b)", "SELECT a SELECT b"),
        (
            "WITH q AS (SELECT * FROM a), r (x) AS MATERIALIZED (SELECT * FROM q) SELECT * FROM r, b",
            "SELECT a SELECT SELECT b"
        ),
        (
            "WITH RECURSIVE q AS (SELECT 1 UNION SELECT n FROM q) INSERT INTO a SELECT * FROM q",
            "SELECT SELECT INSERT a SELECT"
        ),
        ("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", "DELETE a INSERT b SELECT"),
        ("SELECT \"Order\".\"select\" FROM \"Order\"", "SELECT \"Order\""),
        ("TABLE vendors", "TABLE vendors"),
        ("VALUES (1, 'secret')", "VALUES"),
        ("EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM a", "EXPLAIN SELECT a"),
        ("TRUNCATE TABLE a, ONLY b", "TRUNCATE a b"),
        ("LOCK TABLE a IN ACCESS EXCLUSIVE MODE", "LOCK a"),
        ("COPY a FROM '/secret'", "COPY a"),
        ("COPY (SELECT * FROM a) TO STDOUT", "COPY SELECT a"),
        ("CALL settle(1, 'secret')", "CALL settle"),
        ("CREATE TABLE IF NOT EXISTS dal.vendors (id uuid)", "CREATE TABLE dal.vendors"),
        ("CREATE ROLE web PASSWORD 'secret'", "CREATE ROLE web"),
        ("REFRESH MATERIALIZED VIEW totals", "REFRESH MATERIALIZED VIEW totals"),
        ("GRANT SELECT ON a TO b", "GRANT"),
        ("REVOKE SELECT ON a FROM b", "REVOKE"),
        ("SET app.current_tenant_id = 'secret'", "SET"),
        ("BEGIN READ ONLY", "BEGIN"),
        ("DO $$ BEGIN PERFORM 'secret'; END $$", "DO"),
        ("NOTIFY changes, 'secret'", "NOTIFY"),
        ("SELECT set_config('app.tenant', $1, true)", "SELECT"),
        ("SELECT name FROM a WHERE b = 'unterminated secret", "SELECT a"),
    ])
    func postgresStatements(sql: String, summary: String) {
        #expect(QuerySummary(of: sql)?.text == summary)
    }

    @Test(arguments: ["", "-- nothing", "secretword", "'secret'", "4111", "; SELECT 1"])
    func aTextThatIsNoStatementHasNone(sql: String) {
        #expect(QuerySummary(of: sql) == nil)
    }

    @Test(arguments: [
        ("SELECT 1", "SELECT"), ("insert into a select 1", "insert"), ("WITH q AS (SELECT 1) DELETE FROM a", "DELETE"),
        ("(SELECT 1) UNION (SELECT 2)", "SELECT"), ("CREATE TABLE a (b int)", "CREATE"), ("COMMIT", "COMMIT"),
    ])
    func theOperationIsTheStatementsOwn(sql: String, operation: String) {
        #expect(QuerySummary(of: sql)?.operation == operation)
    }

    @Test func aLongSummaryIsCutBetweenTokens() throws {
        let tables = (100..<200).map { "table_\($0)" }
        let summary = try #require(QuerySummary(of: "SELECT * FROM \(tables.joined(separator: ", "))"))
        #expect(summary.text.count <= QuerySummary.longest)
        #expect(summary.text == "SELECT " + tables.prefix(24).joined(separator: " "))
        let name = String(repeating: "a", count: 300)
        #expect(QuerySummary(of: "SELECT * FROM \(name)")?.text == "SELECT")
    }

    /// Whatever the literals are, they do not come back.
    @Test func valuesNeverAppear() {
        let shapes = [
            "SELECT * FROM a WHERE b = %", "INSERT INTO a VALUES (%, %)", "SELECT % FROM %",
            "UPDATE a SET b = % WHERE %",
            "COPY a FROM %", "CREATE ROLE a PASSWORD %", "SET a = %", "CALL a(%)", "DO %", "EXPLAIN SELECT %", "% %",
            "WITH a AS (SELECT %) SELECT * FROM a, % JOIN % ON %", "CREATE TABLE % (a int)", "LOCK %",
            "MERGE INTO % USING %",
        ]
        for shape in shapes {
            for literal in ["'s3cret'", "E's3cret\\''", "$$s3cret$$", "U&'s3cret'", "'s3cret", "X's3cret'"] {
                let summary = QuerySummary(of: shape.replacing("%", with: literal))
                #expect(summary?.text.contains("s3cret") != true, "\(shape) with \(literal)")
            }
        }
    }
}
