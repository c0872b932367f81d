import CPgQuery

/// Splits a script into its statements by PostgreSQL's own parser, so that quotes, dollar quotes, nested comments and
/// SQL-standard function bodies end where the server says they do.
public enum StatementSplitter {
    /// The statements of a script in order; none for a script of comments alone.
    /// - Parameters:
    ///   - sql: the script. The `;` after its last statement may be missing.
    ///   - firstLine: the number of its first line, for a script that is a part of a file.
    /// - Throws: `ParseError` at the first place the parser does not accept, its line counted from `firstLine`.
    public static func split(_ sql: String, firstLine: Int = 1) throws(ParseError) -> [SQLStatement] {
        do {
            let ranges = try parse(sql)
            let tokens = try SQLScanner.tokens(of: sql)
            return statements(in: sql, ranges: ranges, tokens: tokens, firstLine: firstLine)
        } catch {
            throw error.movedDown(by: firstLine - 1)
        }
    }

    /// The statements' byte ranges; each begins right after the `;` before it.
    private static func parse(_ sql: String) throws(ParseError) -> [Range<Int>] {
        let split = try SQLText.withCString(sql) { pg_query_split_with_parser($0) }
        defer { pg_query_free_split_result(split) }
        if let error = split.error { throw ParseError(error.pointee, in: sql) }
        return UnsafeBufferPointer(start: split.stmts, count: Int(split.n_stmts)).compactMap { statement in
            guard let statement else { return nil }
            let start = Int(statement.pointee.stmt_location)
            return start..<start + Int(statement.pointee.stmt_len)
        }
    }

    private static func statements(
        in sql: String, ranges: [Range<Int>], tokens: [SQLToken], firstLine: Int
    ) -> [SQLStatement] {
        let bytes = Array(sql.utf8)
        var (line, counted, next) = (firstLine, 0, tokens.startIndex)
        var statements: [SQLStatement] = []
        for range in ranges {
            let first = tokens[next...].firstIndex { !$0.isComment && $0.bytes.lowerBound >= range.lowerBound }
            guard let first else { break }
            let end = tokens[first...].firstIndex { $0.bytes.lowerBound >= range.upperBound } ?? tokens.endIndex
            let own = tokens[first..<end]
            guard let last = own.last(where: { !$0.isComment }) else { continue }
            let place = tokens[first].bytes.lowerBound..<last.bytes.upperBound
            line += bytes[counted..<place.lowerBound].count { $0 == UInt8(ascii: "\n") }
            (counted, next) = (place.lowerBound, end)
            statements.append(
                SQLStatement(
                    text: String(decoding: bytes[place], as: UTF8.self), line: line, byteOffset: place.lowerBound,
                    kind: StatementKind(of: own), summary: StatementSummary.of(own)))
        }
        return statements
    }
}
