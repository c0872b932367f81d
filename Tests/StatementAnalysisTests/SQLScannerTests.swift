import StatementAnalysis
import Testing

@Suite struct SQLScannerTests {
    @Test func tellsCommentsNamesAndLiteralsApart() throws {
        let script = "select a, \"b\", 'c' || E'd' -- e\n/* f */ $$g$$ 1.5 .5 $1 t.x \\ U&'h' U&\"i\" ü"
        let tokens = try SQLScanner.tokens(of: script)
        let expected: [(String, SQLToken.Kind)] = [
            ("select", .keyword), ("a", .identifier), (",", .symbol), ("\"b\"", .identifier), (",", .symbol),
            ("'c'", .literal), ("||", .symbol), ("E'd'", .literal), ("-- e", .lineComment), ("/* f */", .blockComment),
            ("$$g$$", .literal), ("1.5", .literal), (".5", .literal), ("$1", .literal), ("t", .identifier),
            (".", .symbol), ("x", .identifier), ("\\", .symbol), ("U&'h'", .literal), ("U&\"i\"", .identifier),
            ("ü", .identifier),
        ]
        #expect(tokens.map(\.text) == expected.map(\.0))
        #expect(tokens.map(\.kind) == expected.map(\.1))
    }

    @Test func aCommentInsideAStringIsNone() throws {
        let tokens = try SQLScanner.tokens(of: "SELECT '\n-- a\n', $$\n-- b\n$$, \"\n-- c\n\"")
        #expect(tokens.allSatisfy { !$0.isComment })
    }

    @Test func aTextThatBreaksOffIsAnError() {
        #expect(throws: ParseError.self) { try SQLScanner.tokens(of: "SELECT 'a") }
    }
}
