import StatementAnalysis
import Testing

@Suite struct StatementSplitterTests {
    @Test(arguments: [
        ("", []),
        ("  \n\t", []),
        ("-- only a comment\n/* and another; */", []),
        (";;\n;", []),
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT 1;", ["SELECT 1"]),
        ("SELECT ';', \";\" FROM t; SELECT 2", ["SELECT ';', \";\" FROM t", "SELECT 2"]),
        ("SELECT E'\\';', 'it''s;'; SELECT 2;", ["SELECT E'\\';', 'it''s;'", "SELECT 2"]),
        ("SELECT 1 /* a; /* b; */ c; */ + 2; SELECT 3", ["SELECT 1 /* a; /* b; */ c; */ + 2", "SELECT 3"]),
        ("SELECT 1 -- a;\n; SELECT 2", ["SELECT 1", "SELECT 2"]),
        ("DO $$ BEGIN PERFORM 1; END $$; SELECT 2", ["DO $$ BEGIN PERFORM 1; END $$", "SELECT 2"]),
        ("SELECT $a$ ; $$ ; $a$; SELECT 2", ["SELECT $a$ ; $$ ; $a$", "SELECT 2"]),
        (
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
            ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "SELECT 3"]
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\nSELECT 3;",
            ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$", "SELECT 3"]
        ),
        (
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
            ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
        ),
        ("SELECT 'grüße; 世界 🚚';\nSELECT 'ß'", ["SELECT 'grüße; 世界 🚚'", "SELECT 'ß'"]),
        ("SELECT 1;\r\nSELECT 2;\r\n", ["SELECT 1", "SELECT 2"]),
        ("SELECT U&'a;' ; SELECT U&\"b\" -- c", ["SELECT U&'a;'", "SELECT U&\"b\""]),
    ])
    func splitsWhereTheServerWould(script: String, texts: [String]) throws {
        #expect(try StatementSplitter.split(script).map(\.text) == texts)
    }

    @Test func aStatementBeginsAtItsFirstToken() throws {
        let script = """
            -- grüße an alle

            /* about
               vendors */ CREATE TABLE vendors (id uuid);

            -- then
            INSERT INTO vendors
            VALUES (NULL); SELECT 1
            """
        let statements = try StatementSplitter.split(script)
        #expect(statements.map(\.line) == [4, 7, 8])
        let bytes = Array(script.utf8)
        for statement in statements {
            let own = bytes[statement.byteOffset...].prefix(statement.text.utf8.count)
            #expect(String(decoding: own, as: UTF8.self) == statement.text)
        }
    }

    @Test func linesCountTheSameWithCarriageReturns() throws {
        let statements = try StatementSplitter.split("-- a\r\n\r\nSELECT 1;\r\nSELECT\r\n2;\r\nSELECT 3")
        #expect(statements.map(\.line) == [3, 4, 6])
    }

    @Test func aPartOfAFileCountsLinesFromItsOwnFirst() throws {
        #expect(try StatementSplitter.split("\nSELECT 1;\nSELECT 2", firstLine: 10).map(\.line) == [11, 12])
        let error = #expect(throws: ParseError.self) { try StatementSplitter.split("\nSELEC 1", firstLine: 10) }
        #expect(error?.line == 11)
    }

    @Test(arguments: [
        ("SELECT 1;\nSELECT 'é' FROM FROM", 2, 17, #"syntax error at or near "FROM""#),
        ("SELEC 1", 1, 1, #"syntax error at or near "SELEC""#),
        ("SELECT 1;\n  SELECT (", 2, 11, "syntax error at end of input"),
        ("SELECT 1;\r\nSELECT 'abc", 2, 8, #"unterminated quoted string at or near "'abc""#),
        ("SELECT 1 /* a", 1, 10, #"unterminated /* comment at or near "/* a""#),
        ("DO $x$ a $$", 1, 4, #"unterminated dollar-quoted string at or near "$x$ a $$""#),
        ("SELECT 1;\n\\i other.sql\n", 2, 1, #"syntax error at or near "\""#),
        ("SELECT 1;\nSELECT '\u{0}'", 2, 9, "the text contains a NUL character"),
    ])
    func aSyntaxErrorNamesItsPlace(script: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: ParseError.self) { try StatementSplitter.split(script) }
        #expect(error == ParseError(message: message, line: line, column: column))
    }

    @Test func aVeryLongChainOfOperatorsIsSplit() throws {
        let script = "SELECT 1" + String(repeating: "+1", count: 20_000) + "; SELECT 2"
        #expect(try StatementSplitter.split(script).count == 2)
    }

    @Test func nestingBeyondTheParserIsAnError() {
        let script = "SELECT " + String(repeating: "(", count: 50_000) + "1" + String(repeating: ")", count: 50_000)
        #expect(throws: ParseError.self) { try StatementSplitter.split(script) }
    }

    @Test func manyThreadsSplitAtOnce() async throws {
        await withTaskGroup(of: Int.self) { group in
            for task in 0..<16 {
                group.addTask {
                    (0..<50).count { round in
                        let script = "SELECT \(task); CREATE TABLE t\(round) (a int); SELECT 'x;'"
                        let statements = try? StatementSplitter.split(script)
                        return statements?.map(\.summary) == ["SELECT", "CREATE TABLE t\(round)", "SELECT"]
                    }
                }
            }
            for await right in group { #expect(right == 50) }
        }
    }
}
