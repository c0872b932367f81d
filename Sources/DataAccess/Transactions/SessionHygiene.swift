/// What a statement leaves behind, by the server's command tag.
enum SessionHygiene {
    /// Whether the statement changed the session beyond its transaction, or may have.
    static func leavesState(commandTag: String) -> Bool {
        // By far the most frequent, and quickly told.
        if commandTag.utf8.starts(with: "SELECT ".utf8) { return false }
        let first = commandTag.prefix { $0 != " " }
        return lasting.contains(String(first))
    }

    /// Whether the statement ended or took over the transaction, which is the session's to do.
    static func controlsTransaction(commandTag: String) -> Bool {
        switch commandTag {
        case "COMMIT", "ROLLBACK", "PREPARE TRANSACTION": true
        default: false
        }
    }

    /// Whether a statement's text begins as one that can only read, or write by what it calls: it can neither commit
    /// nor begin a transaction.
    static func isPlainRead(_ text: String) -> Bool {
        let start = text.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        return readingWords.contains { word in
            start.count > word.count && zip(start, word).allSatisfy { $0 & ~0x20 == $1 }
        }
    }

    /// Whether a statement's text may be one that ends the transaction. In doubt it may.
    static func mayEndTransaction(_ text: String) -> Bool {
        let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        return ["", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE"].contains(word)
    }

    /// In capitals.
    private static let readingWords = ["SELECT", "WITH", "VALUES", "TABLE"].map { Array($0.utf8) }

    /// A block or a procedure may do any of the others, and what is created may be temporary. The tag does not show a
    /// `SELECT` that calls `set_config(…, false)` or takes a session's lock.
    private static let lasting: Set<String> = [
        "SET", "RESET", "DISCARD", "LISTEN", "UNLISTEN", "PREPARE", "DEALLOCATE", "LOAD", "DECLARE", "DO", "CALL",
        "CREATE",
    ]
}
