import CPgQuery

/// A short text that is the same for all statements that differ in nothing but values, aliases and layout.
public enum StatementFingerprint {
    /// The most tokens a statement may have: working out a fingerprint recurses as deep as the statement nests, which is
    /// never deeper than it has tokens.
    public static let mostTokens = 4000

    /// The fingerprint of a statement, sixteen hexadecimal digits, by libpg_query's scheme of version 3.
    ///
    /// - Parameter sql: One statement, with or without parameters such as `$1`.
    /// - Throws: `ParseError` where PostgreSQL's parser does not accept it, and for more than ``mostTokens`` tokens.
    public static func of(_ sql: String) throws(ParseError) -> String {
        guard try SQLScanner.tokens(of: sql).count <= mostTokens else {
            throw ParseError(message: "the statement has more than \(mostTokens) tokens", line: 1, column: 1)
        }
        let result = try SQLText.withCString(sql) { pg_query_fingerprint($0) }
        defer { pg_query_free_fingerprint_result(result) }
        if let error = result.error { throw ParseError(error.pointee, in: sql) }
        return result.fingerprint_str.map { String(cString: $0) } ?? ""
    }
}
