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

        let answer = UnsafeRawBufferPointer(start: scan.pbuf.data, count: scan.pbuf.len)
        var message = ProtobufReader(answer)
        var utf8 = sql
        return utf8.withUTF8 { text in
            var tokens: [SQLToken] = []
            while let field = message.nextField() {
                // ScanResult: version = 1, tokens = 2
                if field.number == 2, case .bytes(let token) = field.value {
                    tokens.append(SQLToken(scanned: token, in: text))
                }
            }
            return tokens
        }
    }
}

extension SQLToken {
    /// ScanToken: start = 1, end = 2 (byte offsets), token = 4, keyword_kind = 5 (0 = no keyword)
    fileprivate init(scanned token: UnsafeRawBufferPointer, in text: UnsafeBufferPointer<UInt8>) {
        var (start, end, keywordKind) = (0, 0, 0)
        var message = ProtobufReader(token)
        while let field = message.nextField() {
            switch (field.number, field.value) {
            case (1, .integer(let value)): start = Int(value)
            case (2, .integer(let value)): end = Int(value)
            case (5, .integer(let value)): keywordKind = Int(value)
            default: break
            }
        }
        let range = min(start, text.count)..<max(min(end, text.count), min(start, text.count))
        self.init(text: String(decoding: text[range], as: UTF8.self), bytes: range, isKeyword: keywordKind != 0)
    }
}
