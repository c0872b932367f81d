import CPgQuery

extension SyntaxNode {
    /// Words that open what ends further down, so that a block nests no deeper than it has of them.
    private static let openers: Set<String> = [
        "begin", "if", "loop", "case", "elsif", "elseif", "exception", "declare",
    ]

    /// Parses a DO block by PostgreSQL's own parser of PL/pgSQL.
    /// - Parameters:
    ///   - statement: The DO statement.
    ///   - body: Its block.
    /// - Throws: `ParseError` where the parser does not accept it, and for one that may nest deeper than ``deepest``.
    init(parsingBlock statement: String, body: String) throws(ParseError) {
        let words = SQLScanner.acceptedTokens(of: body).count { Self.openers.contains($0.text.lowercased()) }
        guard words <= Self.deepest else {
            throw ParseError(message: "the block nests deeper than \(Self.deepest)", line: 1, column: 1)
        }
        let result = try SQLText.withCString(statement) { pg_query_parse_plpgsql($0) }
        defer { pg_query_free_plpgsql_parse_result(result) }
        if let error = result.error { throw ParseError(error.pointee, in: statement) }
        guard
            let entries = result.plpgsql_funcs.flatMap({
                SyntaxTreeReader.entries(of: UnsafeRawBufferPointer(cString: $0))
            }), !entries.isEmpty
        else { throw ParseError(message: "no block", line: 1, column: 1) }
        self.init(entries: entries, index: 0)
    }
}
