import CPgQuery

extension SyntaxNode {
    /// The deepest a statement may nest, as far as its tokens tell: printing the tree recurses that deep.
    public static let deepest = 2_000

    /// Parses one statement by PostgreSQL's own parser.
    ///
    /// - Parameter sql: One statement.
    /// - Throws: `ParseError` where the parser does not accept it, for a text without a statement, and for one that may nest
    ///   deeper than ``deepest``.
    public init(parsing sql: String) throws(ParseError) {
        guard NestingBound.of(try SQLScanner.tokens(of: sql)) <= Self.deepest else {
            throw ParseError(message: "the statement nests deeper than \(Self.deepest)", line: 1, column: 1)
        }
        let result = try SQLText.withCString(sql) { pg_query_parse($0) }
        defer { pg_query_free_parse_result(result) }
        if let error = result.error { throw ParseError(error.pointee, in: sql) }
        guard
            let entries = result.parse_tree.flatMap({
                SyntaxTreeReader.entries(of: UnsafeRawBufferPointer(cString: $0))
            }),
            let statement = entries.firstIndex(where: { $0.field == "stmt" })
        else {
            throw ParseError(message: "no statement", line: 1, column: 1)
        }
        self.init(entries: entries, index: statement)
    }
}

extension UnsafeRawBufferPointer {
    init(cString: UnsafePointer<CChar>) {
        var length = 0
        while cString[length] != 0 { length += 1 }
        self.init(start: cString, count: length)
    }
}
