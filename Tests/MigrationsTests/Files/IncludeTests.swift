import Glibc
import StatementAnalysis
import Testing
import TestSupport

@testable import Migrations

@Suite("A migration includes files by \\i and \\ir") struct IncludeTests {
    /// A project with a folder of migrations and files below it.
    private final class Project {
        let scratch: Scratch

        init(_ files: [String: String]) throws {
            scratch = try Scratch()
            for folder in ["migrations", "migrations/shared", "migrations/shared/deep"] {
                try scratch.makeDirectory(folder)
            }
            for (name, text) in files { try scratch.write(text, to: name) }
        }

        func load() throws(MigrationError) -> [MigrationFile] {
            try MigrationDirectory.load(scratch.path(of: "migrations"))
        }

        func failure() -> MigrationError? {
            #expect(throws: MigrationError.self) { try self.load() }
        }
    }

    @Test("\\i counts from the project's folder, \\ir from the file; statements keep their own lines")
    func follows() throws {
        let project = try Project([
            "migrations/031_a.sql": """
            -- migrate:up
            CREATE TABLE a (b int);
              \\i migrations/shared/roles.sql
            CREATE TABLE c (d int);
            -- migrate:down
            \\ir 'shared/down.sql' ;
            DROP TABLE a;
            """,
            "migrations/shared/roles.sql": "-- roles\n\nCREATE ROLE r;\n\\ir deep/more.sql\r\nCREATE ROLE t;",
            "migrations/shared/deep/more.sql": "\u{feff}\nCREATE ROLE s;\n-- the end",
            "migrations/shared/down.sql": "DROP ROLE r;\nDROP ROLE s, t;\nDROP TABLE c;\n",
        ])
        let file = try #require(try project.load().first)
        #expect(
            file.up.map(\.text) == [
                "CREATE TABLE a (b int)", "CREATE ROLE r", "CREATE ROLE s", "CREATE ROLE t", "CREATE TABLE c (d int)",
            ])
        let places = (file.up + file.down).map { file.place(ofLine: $0.line) }.map { "\($0.file):\($0.line)" }
        #expect(
            places == [
                "031_a.sql:2", "shared/roles.sql:3", "shared/deep/more.sql:2", "shared/roles.sql:5", "031_a.sql:4",
                "shared/down.sql:1", "shared/down.sql:2", "shared/down.sql:3", "031_a.sql:7",
            ])
    }

    @Test("the checksum covers what is included, and without includes is of the bytes alone")
    func checksum() throws {
        let migration = "\\ir shared/a.sql\n"
        func checksum(_ included: String) throws -> String? {
            try Project(["migrations/031_a.sql": migration, "migrations/shared/a.sql": included]).load().first?.checksum
        }
        let first = try checksum("SELECT 1;")
        #expect(try checksum("SELECT 1;") == first)
        #expect(try checksum("SELECT 2;") != first)
        #expect(try checksum("SELECT 1; -- why") != first)
        let alone = try Project(["migrations/031_a.sql": "-- abc\nSELECT 1;\n"]).load().first?.checksum
        #expect(alone == "d5a7ec3152a27f5eeb61280dea93b749232b40a19ce29b2197405ff8e96aef97")
    }

    @Test(
        "what cannot be included is refused by its own error, with file and line",
        arguments: [
            ("SELECT 1;\n\\i /etc/passwd", MigrationError.Code.includeOutside, "031_a.sql", 2),
            ("\\i ~/roles.sql", .includeOutside, "031_a.sql", 1),
            ("\\i fleet.sql", .includeOutside, "031_a.sql", 1),
            ("\\ir ../migrations/../fleet.sql", .includeOutside, "031_a.sql", 1),
            ("\\i migrations/shared/link.sql", .includeOutside, "031_a.sql", 1),
            ("SELECT 1;\n\n\\ir shared/gone.sql", .includeMissing, "031_a.sql", 3),
            ("\\i shared/a.sql", .includeOutside, "031_a.sql", 1),
            ("\\ir shared", .unreadable, "031_a.sql", 1),
            ("\\ir 031_a.sql", .includeCycle, "031_a.sql", 1),
            ("\\ir shared/first.sql", .includeCycle, "shared/second.sql", 3),
            ("SELECT 1\n\\ir shared/a.sql", .includeUnended, "031_a.sql", 2),
            ("\\ir shared/open.sql\nSELECT 1;", .includeUnended, "031_a.sql", 1),
            ("SELECT 1; \\ir shared/a.sql", .metaCommand, "031_a.sql", 1),
            ("SELECT 1;\n\\ir", .metaCommand, "031_a.sql", 2),
            ("\\ir shared/copy.sql", .metaCommand, "shared/copy.sql", 2),
            ("\\ir shared/marked.sql", .badMarker, "shared/marked.sql", 2),
            ("\\ir shared/a.sql\n\\ir shared/broken.sql", .syntax, "shared/broken.sql", 3),
            ("\\ir shared/a.sql\n\\ir shared/a.sql\nSELEC", .syntax, "031_a.sql", 3),
            ("\\ir shared/commit.sql", .forbiddenStatement, "shared/commit.sql", 2),
            ("\\ir shared/string.sql", .syntax, "shared/string.sql", 2),
            ("\\ir shared/latin.sql", .notUTF8, "shared/latin.sql", nil),
        ] as [(String, MigrationError.Code, String, Int?)])
    func refused(text: String, code: MigrationError.Code, file: String, line: Int?) throws {
        let project = try Project([
            "migrations/031_a.sql": text, "fleet.sql": "SELECT 1;", "migrations/shared/a.sql": "SELECT 1;\n",
            "migrations/shared/open.sql": "SELECT 1; SELECT 2 -- no end\n",
            "migrations/shared/first.sql": "\\ir second.sql\n",
            "migrations/shared/second.sql": "SELECT 1;\n\n\\ir ../shared/first.sql\n",
            "migrations/shared/copy.sql": "SELECT 1;\n\\copy a from 'b'\n",
            "migrations/shared/marked.sql": "SELECT 1;\n-- migrate:down\nSELECT 2;",
            "migrations/shared/broken.sql": "SELECT 1;\n\nDROP TABEL a;\n",
            "migrations/shared/commit.sql": "SELECT 1;\nCOMMIT;\n",
            "migrations/shared/string.sql": "SELECT 1;\nSELECT 'open;\n",
        ])
        _ = try project.scratch.link("migrations/shared/link.sql", to: project.scratch.path(of: "fleet.sql"))
        (Array("SELECT '".utf8) + [0xe9, 0x27, 0x3b]).write(to: project.scratch.path(of: "migrations/shared/latin.sql"))
        let error = project.failure()
        #expect(error?.code == code && error?.file == file && error?.line == line, "\(error?.description ?? "")")
    }

    @Test("an error in an included file says by which migration it is included; a cycle says its way")
    func words() throws {
        let broken = try Project([
            "migrations/031_a.sql": "SELECT 1;\n\\ir shared/b.sql", "migrations/shared/b.sql": "\nCOMMIT;",
        ]).failure()
        #expect(broken?.description.hasPrefix("shared/b.sql:2: COMMIT") == true)
        #expect(broken?.description.hasSuffix("It is included by 031_a.sql:2.") == true)
        let cycle = try Project([
            "migrations/031_a.sql": "\\ir shared/b.sql", "migrations/shared/b.sql": "\\ir b.sql",
        ]).failure()
        #expect(
            cycle?.description == """
                shared/b.sql:1: \\ir b.sql: the file includes itself: 031_a.sql → shared/b.sql → shared/b.sql
                Remove one of these includes.
                """)
    }

    @Test("lint judges what is included and names its own file and line; its ignores hold")
    func lint() throws {
        let project = try Project([
            "migrations/031_a.sql": "-- migrate:up\n\\ir shared/b.sql\n-- migrate:irreversible gone\n",
            "migrations/shared/b.sql":
                "SELECT 1;\nDROP TABLE a;\n-- lint-ignore drop-table nobody reads it\nDROP TABLE b;\n",
        ])
        let folder = project.scratch.path(of: "migrations")
        let input = try LintInput(path: "\(folder)/031_a.sql", includes: IncludeScope(folder: folder))
        let report = MigrationLinter().report(on: [input])
        let found = report.findings.filter { $0.rule == "drop-table" }
        #expect(report.failures.isEmpty && found.map(\.line) == [2], "\(report)")
        #expect(found.first?.file == "\(folder)/shared/b.sql" && found.first?.source == "DROP TABLE a;")
    }
}

extension [UInt8] {
    fileprivate func write(to path: String) {
        withUnsafeBytes { bytes in
            let file = open(path, O_WRONLY | O_CREAT, 0o644)
            defer { close(file) }
            #expect(Glibc.write(file, bytes.baseAddress, bytes.count) == bytes.count)
        }
    }
}
