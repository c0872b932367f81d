/// What a statement leaves behind, by the server's command tag.
enum SessionHygiene {
    /// Whether the statement changed the session beyond its transaction, or may have.
    static func leavesState(commandTag: String) -> Bool {
        let first = commandTag.prefix { $0 != " " }
        return lasting.contains(String(first))
    }

    /// Whether the statement ended or took over the transaction, which is the session's to do.
    static func controlsTransaction(commandTag: String) -> Bool {
        ["COMMIT", "ROLLBACK", "PREPARE TRANSACTION"].contains(commandTag)
    }

    /// A block or a procedure may do any of the others, and what is created may be temporary. The tag does not show a
    /// `SELECT` that calls `set_config(…, false)` or takes a session's lock.
    private static let lasting: Set<String> = [
        "SET", "RESET", "DISCARD", "LISTEN", "UNLISTEN", "PREPARE", "DEALLOCATE", "LOAD", "DECLARE", "DO", "CALL",
        "CREATE",
    ]
}
