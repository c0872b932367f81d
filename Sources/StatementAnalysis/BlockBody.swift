/// The text of a DO block, and where it stands in its statement.
struct BlockBody: Sendable {
    /// A place in the DO statement's UTF-8 bytes.
    struct Place {
        let offset: Int
        /// Whether what was looked for stands there as it is.
        let isVerbatim: Bool
    }

    let text: String
    private let bytes: [UInt8]
    /// Where it begins in the statement's UTF-8 bytes.
    private let start: Int
    /// The script's line of its first character.
    private let firstLine: Int
    /// Whether the statement holds it byte for byte, as between dollar quotes.
    private let isVerbatim: Bool

    /// - Returns: nil for a block that is not PL/pgSQL.
    init?(_ statement: SQLStatement) throws(ParseError) {
        let tree = try SyntaxNode(parsing: statement.text)
        let arguments = tree.list("args")
        let argument = { (name: String) in arguments.first { $0.text("defname") == name }?["arg"]?.text("sval") }
        guard tree.kind == "DoStmt", argument("language") ?? "plpgsql" == "plpgsql", let text = argument("as") else {
            return nil
        }
        let literal = try SQLScanner.tokens(of: statement.text).first { $0.kind == .literal && $0.holds(text) }
        self.text = text
        bytes = Array(text.utf8)
        isVerbatim = literal != nil
        start = literal.map { $0.bytes.upperBound - $0.quoteLength - text.utf8.count } ?? 0
        firstLine = statement.line + statement.text.utf8.prefix(start).count { $0 == UInt8(ascii: "\n") }
    }

    /// The script's line of a place.
    func scriptLine(of offset: Int) -> Int {
        firstLine + bytes.prefix(max(0, offset - start)).count { $0 == UInt8(ascii: "\n") }
    }

    /// A statement that begins on a line, counted from 1 in the body.
    func place(of query: String, on line: Int) -> Place {
        let range = self.range(of: line)
        // An INTO is left out of the query, and what follows it keeps its place.
        let head = Array(query.utf8.prefix { $0 != UInt8(ascii: "\n") }.prefix(12))
        return place(bytes[range].firstRange(of: head)?.lowerBound, orOn: range)
    }

    /// A query that begins on a line or further down.
    func place(of query: String, from line: Int) -> Place {
        let range = self.range(of: line)
        return place(bytes[range.lowerBound...].firstRange(of: Array(query.utf8))?.lowerBound, orOn: range)
    }

    /// A word that begins a statement on a line; what follows it is not the statement's own text.
    func place(ofWord word: String, line: Int) -> Place {
        let range = self.range(of: line)
        let lowercased = bytes[range].map { $0 | 0x20 }
        let found = lowercased.firstRange(of: Array(word.utf8)).map { range.lowerBound + $0.lowerBound }
        return Place(offset: place(found, orOn: range).offset, isVerbatim: false)
    }

    private func place(_ found: Int?, orOn line: Range<Int>) -> Place {
        guard isVerbatim else { return Place(offset: 0, isVerbatim: false) }
        let first = bytes[line].firstIndex { $0 > UInt8(ascii: " ") } ?? line.lowerBound
        return Place(offset: start + (found ?? first), isVerbatim: found != nil)
    }

    private func range(of line: Int) -> Range<Int> {
        var lower = 0
        for _ in 1..<max(1, line) {
            lower = bytes[lower...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? lower
        }
        return lower..<(bytes[lower...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
    }
}

extension SQLToken {
    /// How many bytes `$tag$` has.
    fileprivate var quoteLength: Int { text.utf8.dropFirst().prefix { $0 != UInt8(ascii: "$") }.count + 2 }

    /// Whether it is a dollar-quoted string of this text.
    fileprivate func holds(_ content: String) -> Bool {
        text.hasPrefix("$") && text.utf8.count == content.utf8.count + 2 * quoteLength
            && text.utf8.dropFirst(quoteLength).starts(with: content.utf8)
    }
}
