import StatementAnalysis
import Testing

@Suite("What a DO block runs") struct ProceduralBlockTests {
    private func block(_ script: String) throws -> ProceduralBlock? {
        try ProceduralBlock(try #require(try StatementSplitter.split(script).first))
    }

    /// The block's statements as `line: text`.
    private func statements(_ script: String) throws -> [String] {
        try #require(try block(script)).parts.map { "\($0.statement.line): \($0.statement.text)" }
    }

    private static let script = """
        -- A comment.

        DO LANGUAGE plpgsql $block$
        DECLARE
            r record;
            n int := (SELECT count(*) FROM drivers);
        BEGIN
            ALTER TABLE vendors ADD COLUMN a int; UPDATE vendors SET a = 1;
            IF n > 2 THEN
                EXECUTE 'DROP TABLE foo; TRUNCATE bar';
            ELSIF EXISTS (SELECT FROM zoo) THEN
                EXECUTE format('CREATE INDEX "i%%" ON t (a)');
            ELSE
                EXECUTE format('ALTER TABLE %I ADD b int', r.x);
                execute 'DROP TABLE ' || r.x;
            END IF;
            FOR r IN
                SELECT * FROM trucks WHERE a = n
            LOOP
                INSERT INTO bar
                VALUES (r.a, n);
                PERFORM my_function(r.a);
            END LOOP;
            SELECT max(id) INTO n FROM orders;
            n := other(n) + 1;
            DO $$ BEGIN DELETE FROM inner_one; END $$;
        EXCEPTION WHEN others THEN
            LOCK TABLE last_one;
        END
        $block$;
        """

    @Test func itsStatementsAndThoseOfPlainStringsAreNamedWithTheirLines() throws {
        let found = try statements(Self.script)
        #expect(
            found == [
                "8: ALTER TABLE vendors ADD COLUMN a int", "8: UPDATE vendors SET a = 1", "10: DROP TABLE foo",
                "10: TRUNCATE bar", #"12: CREATE INDEX "i%" ON t (a)"#, "18: SELECT * FROM trucks WHERE a = n",
                "20: INSERT INTO bar\n        VALUES (r.a, n)", "22: SELECT my_function(r.a)",
                "24: SELECT max(id)        FROM orders", "26: DO $$ BEGIN DELETE FROM inner_one; END $$",
                "28: LOCK TABLE last_one",
            ])
    }

    @Test func whatIsMadeUpAsItRunsHasItsLine() throws {
        let lines = try block(Self.script)?.dynamicLines
        #expect(lines == [14, 15])
    }

    @Test func whatItReadsAndCallsBesidesIsAQuery() throws {
        let expressions = try #require(try block(Self.script)).expressions
        for expected in [
            "SELECT (SELECT count(*) FROM drivers)", "SELECT EXISTS (SELECT FROM zoo)", "SELECT  other(n) + 1",
        ] {
            #expect(expressions.contains(expected), "\(expressions)")
        }
        for expression in expressions { #expect(throws: Never.self) { try SyntaxNode(parsing: expression) } }
    }

    @Test func aStatementStandsWhereItsPlaceSays() throws {
        let script = String(Self.script.drop { $0 != "D" })
        let bytes = Array(script.utf8)
        let parts = try #require(try block(script)).parts
        for part in parts where part.isVerbatim {
            let there = bytes[part.statement.byteOffset...].prefix(8)
            #expect(part.statement.text.utf8.starts(with: there), "\(part.statement.text)")
        }
        #expect(parts.count(where: \.isVerbatim) == 7)
    }

    @Test(
        arguments: [
            ("DO 'BEGIN\nDELETE FROM t WHERE a = ''x'';\nEND'", ["1: DELETE FROM t WHERE a = 'x'"]),
            ("DO E'BEGIN\\nDELETE FROM t;\\nEND'", ["1: DELETE FROM t"]),
            ("DO $$ BEGIN\n\n  /* é */ DELETE FROM t;\nEND $$", ["3: DELETE FROM t"]),
            ("DO $$BEGIN EXECUTE $q$ DROP TABLE \"é<\n\" $q$; END$$", ["1: DROP TABLE \"é<\n\""]),
            (
                "DO $$ BEGIN CASE 1 WHEN 1 THEN TRUNCATE a; ELSE TRUNCATE b; END CASE; END $$",
                ["1: TRUNCATE a", "1: TRUNCATE b"]
            ),
            ("DO $$ BEGIN WHILE true LOOP CALL p(); EXIT; END LOOP; COMMIT; END $$", ["1: CALL p()"]),
            (
                "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE 'SELECT 1 FROM a' LOOP DELETE FROM b; END LOOP; END $$",
                ["1: SELECT 1 FROM a", "1: DELETE FROM b"]
            ),
            ("DO $$ BEGIN NULL; END $$", []),
        ] as [(String, [String])])
    func inEveryForm(script: String, expected: [String]) throws {
        #expect(try statements(script) == expected)
        #expect(try block(script)?.dynamicLines == [])
    }

    @Test(arguments: [
        "DO $$ BEGIN EXECUTE $1; END $$", "DO $$ BEGIN EXECUTE 'not a statement'; END $$",
        "DO $$ BEGIN EXECUTE format('%s', 'DROP TABLE a'); END $$", "DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'a'; END $$",
        "DO $$ BEGIN EXECUTE ''; END $$", "DO $$ BEGIN EXECUTE (SELECT a FROM b); END $$",
    ])
    func whatIsNotAPlainStringIsNotKnown(script: String) throws {
        let block = try #require(try block(script))
        #expect(block.dynamicLines == [1] && block.parts.isEmpty)
    }

    @Test func whatIsRunOnlySometimesIsSaidToBe() throws {
        let parts = try #require(try block(Self.script)).parts
        #expect(parts.filter { !$0.isConditional }.map(\.statement.line) == [8, 8, 18, 24, 26])
    }

    @Test func otherStatementsAndOtherLanguagesAreNoBlocks() throws {
        #expect(try block("SELECT 1") == nil)
        #expect(try block("DO LANGUAGE plpython3u $$ import os $$") == nil)
    }

    @Test(arguments: [
        "DO $$ BEGIN foo bar; END $$", "DO $$ $$", "DO $$ BEGIN UPDATE t SET a =; END $$",
        "DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; END $$",
    ])
    func whatTheParserRefusesIsAnError(script: String) throws {
        #expect(throws: ParseError.self) { try block(script) }
    }

    @Test func aBlockThatNestsTooDeepIsRefused() throws {
        let deep = String(repeating: "BEGIN ", count: 3_000) + String(repeating: "END; ", count: 3_000)
        #expect(throws: ParseError.self) { try block("DO $$ \(deep) $$") }
    }

    private static let words = [
        "BEGIN", "END", "IF", "THEN", "ELSE", "END IF", "LOOP", "END LOOP", ";", "EXECUTE", "'a'", "SELECT", "1", "\n",
        "PERFORM", "INTO", "x", ":=", "(", ")", "DECLARE", "int", "FOR", "IN", "é", "$1", "UPDATE t SET a = 1", "''",
    ]

    @Test(arguments: [UInt64(1), 2, 3])
    func randomBlocksNeitherCrashNorNamePlacesOutside(seed: UInt64) {
        var generator = RandomInputTests.Seeded(state: seed)
        for _ in 0..<2_000 {
            let words = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
                Self.words.randomElement(using: &generator) ?? ""
            }
            let script = "DO $q$BEGIN \(words.joined(separator: " ")) ; END$q$"
            guard let block = try? block(script) else { continue }
            for part in block.parts { #expect((0..<script.utf8.count).contains(part.statement.byteOffset)) }
        }
    }
}
