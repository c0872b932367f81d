import CPgQuery

/// PostgreSQL's own scanner.
///
/// The parser library keeps its state per thread (its symbols are thread-local), so calls from several threads at once
/// need no lock.
public enum SQLScanner {
    /// The tokens of a text in order, comments included, white space left out.
    /// - Throws: `ParseError` where the text breaks off inside a string, a quoted name or a comment.
    public static func tokens(of sql: String) throws(ParseError) -> [SQLToken] {
        let scan = try SQLText.withCString(sql) { pg_query_scan($0) }
        defer { pg_query_free_scan_result(scan) }
        if let error = scan.error { throw ParseError(error.pointee, in: sql) }

        var starts = ScannedToken.all(in: UnsafeRawBufferPointer(start: scan.pbuf.data, count: scan.pbuf.len))[...]
        let bytes = Array(sql.utf8)
        var tokens: [SQLToken] = []
        while let token = starts.popFirst() {
            // The library's own ends are wrong for U&'…'. Between two tokens stands white space alone, so the next
            // token's start tells this one's end.
            let place = token.start..<(starts.first?.start ?? bytes.count)
            let end = bytes[place].lastIndex { !isWhiteSpace($0) }.map { $0 + 1 } ?? place.upperBound
            tokens.append(
                SQLToken(
                    text: String(decoding: bytes[place.lowerBound..<end], as: UTF8.self),
                    bytes: place.lowerBound..<end, isKeyword: token.isKeyword))
        }
        return tokens
    }

    /// The tokens up to the first place the scanner does not accept.
    static func acceptedTokens(of sql: String) -> [SQLToken] {
        do {
            return try tokens(of: sql)
        } catch {
            return (try? tokens(of: String(SQLText.prefix(of: sql, before: error)))) ?? []
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0d).contains(byte)
    }
}
