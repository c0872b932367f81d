import DataAccessTesting
import PostgresCatalog
import PostgresDriver
import Testing

@Suite struct FingerprintTextTests {
    @Test func whatWasWrittenIsReadBack() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                for statement: SQL in [
                    #"CREATE TABLE "a: b" ("x: y" integer DEFAULT 1, "back\slash" text, "quo""te: z" text)"#,
                    "CREATE TABLE \"two\nlines\" (\"of\nname\" text)",
                    "CREATE VIEW several AS SELECT 1 AS a,\n\n 2 AS b",
                    "COMMENT ON VIEW several IS E'first\\n\\n    | third\\r\\n'",
                ] { _ = try await connection.query(statement) }
                let fingerprint = try await Fingerprint.readCatalogue(from: connection)
                #expect(fingerprint[#"table public."a: b""#]?[#"column "quo""te: z""#] == "text")
                #expect(fingerprint["view public.several"]?["comment"] == "first\n\n    | third\r\n")
                let again = try Fingerprint(text: fingerprint.text)
                #expect(again == fingerprint && again.hash == fingerprint.hash)
            }
        }
    }

    @Test func aTextThatIsNoneOrWasChangedIsRefused() async throws {
        let text = try await withTestDatabase { database in
            try await database.withConnection { connection in
                try await Fingerprint.readCatalogue(from: connection).text
            }
        }
        #expect(throws: UnreadableFingerprint.self) { try Fingerprint(text: "CREATE TABLE t ()") }
        #expect(throws: UnreadableFingerprint.self) { try Fingerprint(text: "") }
        #expect(throws: UnreadableFingerprint.self) { try Fingerprint(text: text.replacing("LOGIN", with: "NOLOGIN")) }
        #expect(throws: UnreadableFingerprint.self) { try Fingerprint(text: String(text.prefix(text.count / 2))) }
    }

    @Test func rowsCountWhereverTheyLieAndWhicheverTheyAre() async throws {
        try await withTestDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query("CREATE TABLE t (a integer, b text)")
                _ = try await connection.query("INSERT INTO t VALUES (1, 'x'), (2, NULL), (2, NULL)")
                let first = try await Fingerprint.readRows(from: connection)
                _ = try await connection.query("CREATE TEMPORARY TABLE kept AS TABLE t")
                _ = try await connection.query("TRUNCATE t")
                _ = try await connection.query("INSERT INTO t SELECT * FROM kept ORDER BY a DESC")
                let again = try await Fingerprint.readRows(from: connection)
                #expect(first == again && first["rows of public.t"]?["content"]?.hasPrefix("3 rows") == true)
                _ = try await connection.query("UPDATE t SET b = 'y' WHERE a = 1")
                let moved = try await Fingerprint.readRows(from: connection)
                #expect(first.differences(to: moved).map(\.object) == ["rows of public.t"])
                #expect(
                    try await Fingerprint.readRows(from: connection, excluding: { $0 == "public.t" }).entries.isEmpty)
            }
        }
    }
}
