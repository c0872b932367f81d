extension StatementName {
    /// The name that needs no parser: the keyword the statement begins with.
    init(keywordOf text: String) {
        let operation = Self.operation(of: text)
        self.init(summary: operation, operation: operation)
    }

    /// The keyword a statement begins with, in capitals; `OTHER` when it begins with anything else.
    static func operation(of text: String) -> String {
        let start = text.drop { $0.isWhitespace || $0 == "(" }
        let word = start.prefix { $0.isASCII && $0.isLetter }.uppercased()
        return keywords.contains(word) ? word : "OTHER"
    }

    private static let keywords: Set<String> = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE", "CALL", "COPY", "CREATE", "ALTER",
        "DROP", "TRUNCATE", "GRANT", "REVOKE", "COMMENT", "SET", "RESET", "SHOW", "EXPLAIN", "ANALYZE", "VACUUM",
        "LOCK", "LISTEN", "NOTIFY", "REFRESH", "REINDEX", "DO", "FETCH", "DECLARE", "CLOSE", "PREPARE", "EXECUTE",
        "SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK",
    ]
}
