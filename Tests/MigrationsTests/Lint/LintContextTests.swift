import Foundation
import Testing

@testable import Migrations

/// What a rule must know around a statement: each table's line is one migration and what is found in it.
@Suite struct LintContextTests {
    private func lint(_ text: String, earlier: String? = nil, logins: Set<String> = []) -> [String] {
        let file = { LintInput(path: $0, content: Array(($1 as String).utf8)) }
        let report = MigrationLinter(logins: logins).report(
            on: [file("041_this.sql", text)], after: earlier.map { [file("040_earlier.sql", $0)] } ?? [])
        return report.failures.map(\.message)
            + report.findings.filter { $0.rule != "missing-down" && $0.rule != "missing-verify" }
            .map { "\($0.line):\($0.column) \($0.rule)" }
    }

    @Test(
        "lint is silent on what the same file makes",
        arguments: [
            ("CREATE TABLE t (a int); CREATE INDEX ON t (a); ALTER TABLE t ALTER a SET NOT NULL;", []),
            (
                "CREATE TABLE public.t (a int);\nCREATE INDEX ON t (a);\nCREATE INDEX ON app.t (a);",
                ["3:1 index-not-concurrent"]
            ),
            ("CREATE INDEX ON t (a);\nCREATE TABLE t (a int);", ["1:1 index-not-concurrent"]),
            ("CREATE TABLE t AS SELECT 1 AS a; UPDATE t SET a = 2; DROP TABLE t;", []),
            ("CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE INDEX ON m (a); REFRESH MATERIALIZED VIEW m;", []),
            ("CREATE TABLE t_new (a int); ALTER TABLE t_new RENAME TO t; ALTER TABLE t ADD CHECK (a > 0);", []),
            ("CREATE TEMP TABLE t (a int); ALTER TABLE t ALTER a TYPE bigint; DROP TABLE t;", []),
            ("SELECT 1 AS a INTO t; TRUNCATE t;", []),
            ("CREATE TABLE t (a int); DROP TABLE t CASCADE;\nDROP VIEW v CASCADE;", ["2:1 drop-cascade"]),
            ("CREATE TABLE s (a int); ALTER TABLE s SET SCHEMA app; ALTER TABLE app.s ALTER a SET NOT NULL;", []),
            ("CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX i;", ["1:1 refused-in-transaction"]),
            ("DO $$ BEGIN PERFORM 1; IF true THEN COMMIT; END IF; END $$;", ["1:1 refused-in-transaction"]),
            ("DO $$ BEGIN PERFORM 'commit'; END $$;", []),
        ])
    func newTables(text: String, findings: [String]) {
        #expect(lint(text) == findings)
    }

    @Test(
        "a down section may drop the schema that its up made, and no other",
        arguments: [
            ("CREATE SCHEMA app; CREATE TABLE app.t (a int);", ["4:1 drop-cascade"]),
            ("CREATE SCHEMA AUTHORIZATION app;", ["4:1 drop-cascade"]),
            ("CREATE SCHEMA other;", ["4:1 drop-cascade", "4:1 down-drops-data"]),
        ])
    func schemas(up: String, findings: [String]) {
        #expect(lint("-- migrate:up\n\(up)\n-- migrate:down\nDROP SCHEMA app CASCADE;") == findings)
    }

    @Test("lint knows the transaction")
    func transaction() {
        let statements =
            "CREATE INDEX CONCURRENTLY i ON t (a);\nALTER TABLE t ADD b int;\nALTER TABLE u ADD b int;\nVACUUM t;\n"
        #expect(
            lint("-- migrate:up\n" + statements)
                == ["2:1 refused-in-transaction", "4:1 several-locks", "5:1 refused-in-transaction"])
        #expect(lint("-- migrate:up transaction:false\n" + statements) == [])
        let undone = "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nDROP INDEX CONCURRENTLY i;\n"
        #expect(lint(undone) == ["4:1 refused-in-transaction"])
        #expect(
            lint(undone.replacing("migrate:down", with: "migrate:down transaction:false")) == ["4:1 not-repeatable"])
    }

    @Test("lint knows the direction")
    func direction() {
        let made =
            "-- migrate:up\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);\nALTER TABLE v ADD b int;\n-- migrate:down\n"
        #expect(lint(made + "ALTER TABLE v DROP b;\nDROP TABLE u;\nDROP TABLE t;\n") == [])
        let lost = lint(made + "ALTER TABLE v DROP c;\nTRUNCATE v;\nDELETE FROM w;\nDROP TABLE x;\n")
        #expect(
            lost == [
                "6:1 down-drops-data", "7:1 down-drops-data", "8:1 unbounded-write", "8:1 work-under-lock",
                "8:1 down-drops-data", "9:1 several-locks", "9:1 down-drops-data",
            ])
        #expect(lint(made + "GRANT ALL ON v TO PUBLIC;\nALTER TABLE v RENAME b TO c;\n") == [])
        #expect(lint(made + "ALTER TABLE v ALTER b TYPE bigint;\n") == ["6:21 column-type-change"])
    }

    @Test("lint points to the line and column, in characters, after comments and multi-byte text")
    func places() {
        #expect(
            lint(
                "-- grüße\nSELECT '世界'; ALTER TABLE t\n\tADD COLUMN a int,\n\tADD COLUMN b uuid DEFAULT random_id();\r\n"
            )
                == ["4:13 add-column-rewrite"])
        #expect(lint("\u{feff}DROP TABLE t;") == ["1:1 drop-table"])
    }

    @Test(
        "an ignore holds for its statement, or the file",
        arguments: [
            ("-- lint-ignore drop-table gone\nDROP TABLE a;\nDROP VIEW c CASCADE;", ["3:1 drop-cascade"]),
            ("-- lint-ignore drop-table gone\nDROP TABLE a;\nDROP TABLE b;", ["3:1 several-locks", "3:1 drop-table"]),
            ("DROP TABLE a; -- lint-ignore drop-table gone", []),
            ("DROP TABLE\n  -- lint-ignore drop-table gone\n  a;", []),
            ("DROP TABLE a;\n-- lint-ignore drop-table gone\n", ["1:1 drop-table", "2:1 unused-ignore"]),
            ("-- lint-ignore drop-table\nDROP TABLE a;", ["1:1 ignore-without-reason", "2:1 drop-table"]),
            ("-- lint-ignore drop-tabel gone\nDROP TABLE a;", ["1:1 unused-ignore", "2:1 drop-table"]),
            ("-- lint-ignore drop-column gone\nDROP TABLE a;", ["1:1 unused-ignore", "2:1 drop-table"]),
            ("-- lint-ignore drop-table x\n-- lint-ignore drop-cascade y\nDROP TABLE a CASCADE;", []),
            (
                "DROP TABLE a, b;\nDROP TABLE c;\n-- lint-ignore-file drop-table gone\n-- lint-ignore-file several-locks few",
                []
            ),
            ("SELECT '\n-- lint-ignore drop-table gone\n';\nDROP TABLE a;", ["4:1 drop-table"]),
            ("-- lint-ignored by everybody\nSELECT 1;", []),
        ])
    func ignores(text: String, findings: [String]) {
        #expect(lint(text) == findings)
    }

    @Test("lint knows the tenants' tables of earlier files, and the logins it is told of or sees made")
    func beyondTheFile() {
        let earlier = "CREATE TABLE vendors (id uuid, tenant_id uuid);"
        let view = "CREATE VIEW names AS SELECT n FROM (SELECT 1) x (n) WHERE EXISTS (SELECT FROM public.vendors);"
        #expect(lint(view, earlier: earlier) == ["1:79 view-without-invoker"])
        #expect(lint(view) == [])
        #expect(lint("GRANT SELECT ON t TO web", logins: ["web"]) == ["1:22 grant-to-login"])
        #expect(lint("GRANT SELECT ON t TO web") == [])
        #expect(lint("CREATE USER web; GRANT SELECT ON t TO web").count == 1)
        #expect(lint("CREATE USER web NOLOGIN; GRANT SELECT ON t TO web") == [])
    }

    @Test("a password is in no finding, in whatever form it is written")
    func passwords() {
        for literal in ["'s3cret'", "E's3\\cret s3cret'", "$$s3cret$$", "$a$x\ns3cret$a$", "U&'s3cret'"] {
            let text =
                "CREATE ROLE a LOGIN SUPERUSER PASSWORD \(literal) VALID UNTIL 'infinity';\nALTER ROLE a PASSWORD \(literal);"
            let report = MigrationLinter().report(on: [LintInput(path: "a.sql", content: Array(text.utf8))])
            #expect(report.findings.filter { $0.rule == "password-literal" }.count == 2)
            #expect(!report.json.contains("s3cret") && !report.text.contains("s3cret"))
            #expect(!report.sarif(toolVersion: "1").contains("s3cret"))
        }
    }

    @Test("a file in which one rule finds much does not flood")
    func flood() {
        let text = (1...1_000).map { "CREATE INDEX ON t\($0) (a);" }.joined(separator: "\n")
        let report = MigrationLinter().report(on: [LintInput(path: "a.sql", content: Array(text.utf8))])
        #expect(report.findings.count { $0.rule == "index-not-concurrent" } == 1_000)
        #expect(report.text.split(separator: "\n").count < 100)
        #expect(report.text.contains("a.sql: index-not-concurrent 990 times more"))
    }

    @Test("what no runner accepts is a failure of its file alone")
    func refused() {
        let report = MigrationLinter().report(on: [
            LintInput(path: "a.sql", content: [0xff]), LintInput(path: "b.sql", content: Array("COMMIT;".utf8)),
            LintInput(path: "c.sql", content: Array("\\d\n".utf8)),
            LintInput(path: "d.sql", content: Array("DROP TABLE a;".utf8)),
        ])
        #expect(report.failures.map(\.file) == ["a.sql", "b.sql", "c.sql"])
        #expect(report.findings.contains { $0.rule == "drop-table" && $0.file == "d.sql" })
    }

    @Test("the migrations of this project are clean, each ignore with its reason")
    func fleet() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../fleet/migrations")
        let files = try MigrationDirectory.load(folder.standardizedFileURL.path).map { try LintInput(path: $0.path) }
        let report = MigrationLinter(logins: ["fleet_webapp_user", "fleet_readonly_user", "fleet_jobs_user"]).report(
            on: files)
        #expect(files.count >= 3 && report.findings.isEmpty && report.failures.isEmpty, "\(report.text)")
    }
}
