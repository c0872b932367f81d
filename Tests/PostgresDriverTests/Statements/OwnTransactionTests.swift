import Testing

@testable import PostgresDriver

@Suite("A statement that may commit part of its work")
struct OwnTransactionTests {
    @Test(
        "is told by its text",
        arguments: [
            ("CALL nightly()", true), ("do $$ BEGIN COMMIT; END $$", true), ("VACUUM t", true),
            ("REINDEX TABLE t", true),
            ("CREATE INDEX CONCURRENTLY i ON t (a)", true), ("create index i on t (a)", false), ("SELECT 1", false),
            ("-- a comment\nCALL nightly()", true), ("", false), ("  call x()", true),
        ])
    func table(text: String, expected: Bool) {
        #expect(text.mayCommitByItself == expected)
    }

    @Test("fails with an unknown outcome")
    func outcome() async throws {
        try await withConnection { connection in
            try await connection.query("CREATE TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.query("DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; PERFORM 1 / 0; END $$")
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(error?.outcome == .unknown)
            let rows = try await connection.query("SELECT * FROM t")
            #expect(rows.count == 1)
            let streamed = await #expect(throws: DatabaseError.self) {
                try await connection.stream("DO $$ BEGIN INSERT INTO t VALUES (2); COMMIT; PERFORM 1 / 0; END $$") {
                    _ in
                }
            }
            #expect(streamed?.sqlState == .divisionByZero)
            #expect(streamed?.outcome == .unknown)
        }
    }
}
