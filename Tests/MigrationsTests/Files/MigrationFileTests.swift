import StatementAnalysis
import Testing

@testable import Migrations

@Suite struct MigrationFileTests {
    private static let whole = """
        -- What this is for.
        -- migrate:up
        CREATE TABLE vendors (id uuid);

        -- why
        CREATE INDEX ON vendors (id);
        -- migrate:verify
        SELECT to_regclass('vendors') IS NOT NULL;
        DO $$ BEGIN ASSERT true; END $$;
        -- migrate:down
        DROP TABLE vendors
        """

    private func file(_ text: String, name: String = "031_vendors.sql") throws(MigrationError) -> MigrationFile {
        try MigrationFile(path: "fleet/migrations/\(name)", content: Array(text.utf8))
    }

    @Test func sectionsKeepTheirLinesInTheFile() throws {
        let file = try file(Self.whole)
        #expect(file.version == 31 && file.name == "vendors" && file.fileName == "031_vendors.sql")
        #expect(file.up.map(\.line) == [3, 6])
        #expect(file.verify.map(\.line) == [8, 9])
        #expect(file.down.map(\.line) == [11])
        #expect(file.down.map(\.text) == ["DROP TABLE vendors"])
        #expect(file.transactional && file.irreversibleReason == nil)
    }

    @Test func theChecksumIsOfTheBytes() throws {
        let abc = "-- abc\nSELECT 1;\n"
        #expect(try file(abc).checksum == "d5a7ec3152a27f5eeb61280dea93b749232b40a19ce29b2197405ff8e96aef97")
        let windows = try file(abc.replacing("\n", with: "\r\n"))
        #expect(windows.checksum != (try file(abc).checksum))
    }

    @Test func withoutMarkersAllOfItIsUp() throws {
        let file = try file("CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);")
        #expect(file.up.map(\.line) == [1, 2] && file.down.isEmpty && file.verify.isEmpty)
    }

    @Test func windowsLinesAndAByteOrderMarkAreRead() throws {
        let file = try file("\u{feff}" + Self.whole.replacing("\n", with: "\r\n"))
        #expect(file.up.map(\.line) == [3, 6] && file.down.map(\.line) == [11])
    }

    @Test func markersInStringsAndBlockCommentsAreText() throws {
        let file = try file(
            """
            SELECT '
            -- migrate:down
            ', $$
            -- migrate:verify
            $$ /*
            -- migrate:irreversible no
            */;
            """)
        #expect(file.up.count == 1 && file.down.isEmpty && file.irreversibleReason == nil)
    }

    @Test func optionsAndReasonsAreRead() throws {
        let outside = try file("--migrate:up  transaction:false\nVACUUM;\n--   migrate:down\nVACUUM")
        #expect(!outside.transactional && outside.downTransactional && outside.down.count == 1)
        let back = try file("-- migrate:up\nVACUUM;\n-- migrate:down transaction:false\nVACUUM")
        #expect(back.transactional && !back.downTransactional && back.down.map(\.line) == [4])
        let final = try file("-- migrate:irreversible drops the old columns\n-- migrate:up\nSELECT 1")
        #expect(final.irreversibleReason == "drops the old columns")
    }

    @Test(arguments: [
        ("-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2", MigrationError.Code.badMarker, 3),
        ("-- migrate:upp\nSELECT 1", .badMarker, 1),
        ("-- migrate: up\nSELECT 1;\n-- migrate:rollback\n", .badMarker, 3),
        ("-- migrate:up transaction:no\nSELECT 1", .badMarker, 1),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down transaction:no\nSELECT 1", .badMarker, 3),
        ("-- migrate:up\nSELECT 1;\n-- migrate:verify transaction:false\nSELECT 1", .badMarker, 3),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n-- migrate:down transaction:false\n", .badMarker, 5),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down transaction:false\n", .badSection, 3),
        ("SELECT 1; -- migrate:down\nSELECT 2", .badMarker, 1),
        ("-- migrate:up\nSELECT 1;\n-- migrate:irreversible", .badMarker, 3),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n-- migrate:irreversible x", .badMarker, 3),
        ("\nSELECT 0;\n-- migrate:up\nSELECT 1", .badSection, 2),
        ("-- migrate:up\n-- nothing\n", .badSection, 1),
        ("-- only a comment", .badSection, 1),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down\n", .badSection, 3),
        ("-- migrate:up\nSELECT 1;\nSELEC 2;", .syntax, 3),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down\nDROP TABLE;", .syntax, 4),
        ("-- migrate:up\nSELECT 'abc;\n", .syntax, 2),
        ("-- migrate:up\nCREATE TABLE a (\n-- migrate:down\nb int);", .syntax, 3),
        ("\\i other.sql\n", .metaCommand, 1),
        ("SELECT 1;\n  \\echo it's done\nSELECT 2;", .metaCommand, 2),
        ("SELECT 1\\gexec", .metaCommand, 1),
        ("SELECT 1;\n\\d vendors\n", .metaCommand, 2),
        ("SELECT 1;\nCOMMIT;", .forbiddenStatement, 2),
        ("BEGIN;\nSELECT 1;", .forbiddenStatement, 1),
        ("SELECT 1;\nSAVEPOINT a;", .forbiddenStatement, 2),
        ("COPY vendors FROM STDIN;", .forbiddenStatement, 1),
        ("-- migrate:up\nSELECT 1;\n-- migrate:verify\nDELETE FROM a;", .forbiddenStatement, 4),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, code: MigrationError.Code, line: Int) {
        let error = #expect(throws: MigrationError.self) { try file(text) }
        #expect(
            error?.code == code && error?.line == line && error?.file == "031_vendors.sql",
            "\(error?.description ?? "")")
        #expect(error?.advice?.isEmpty == false && error?.exitCode == 1)
    }

    @Test func aFileWithoutUpIsRefused() {
        #expect(throws: MigrationError.self) { try file("-- migrate:down\nSELECT 1") }
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        let error = #expect(throws: MigrationError.self) {
            try MigrationFile(path: "031_a.sql", content: Array("SELECT '".utf8) + [0xe9, 0x27])
        }
        #expect(error?.code == .notUTF8)
    }

    @Test func aBackslashInAStringIsText() throws {
        #expect(try file("SELECT E'\\\\', '\n\\i x', $$\n\\d\n$$ -- \\q\n").up.count == 1)
    }

    @Test func theRefusalOfACommandSaysWhatToWriteInstead() {
        let error = #expect(throws: MigrationError.self) { try file("SELECT 1;\n\\i api/roles.sql") }
        #expect(
            error?.description == """
                031_vendors.sql:2: \\i is a command of psql, not SQL
                Write the included file's statements here instead.
                """)
    }

    @Test(arguments: [
        "31_a.sql", "031.sql", "031_.sql", "abc_a.sql", "031-a.sql", "031_a b.sql", "000_a.sql", "031_ä.sql",
        "99999999999999999999_a.sql", "031_a.SQL", "٠٣١_a.sql",
    ])
    func aBadNameIsRefused(name: String) {
        let error = #expect(throws: MigrationError.self) { try file("SELECT 1", name: name) }
        #expect(error?.code == .badName && error?.file == name)
    }

    @Test(arguments: [("001_a.sql", 1), ("031_users-and_roles2.sql", 31), ("20240131120000_x.sql", 20_240_131_120_000)])
    func aGoodNameIsRead(name: String, version: Int) throws {
        #expect(try file("SELECT 1", name: name).version == version)
    }
}
