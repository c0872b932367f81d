import PostgresDriver

extension Pooler {
    /// Why a statement cannot be run behind this pooler; nil when it can.
    ///
    /// It judges by how the text begins, and by the names of the functions that take a session's lock. What a function or
    /// a `DO` block of the database's own does to the session is not seen.
    func refusal(of text: String) -> DatabaseError? {
        guard self == .transaction else { return nil }
        var words = StatementWords(text)
        guard let what = Self.sessionCommand(&words) ?? Self.sessionLock(text) else { return nil }
        return DatabaseError(
            .invalidStatement,
            detail: "\(what) needs a session of its own, which DB_POOLER=transaction does not give: "
                + "use what ends with the transaction, or connect past the pooler")
    }

    private static func sessionCommand(_ words: inout StatementWords) -> String? {
        let first = words.next()
        switch first {
        case "LISTEN", "UNLISTEN", "RESET", "DISCARD", "DEALLOCATE", "EXECUTE", "LOAD": return first
        case "SET": return ["LOCAL", "TRANSACTION", "CONSTRAINTS"].contains(words.next()) ? nil : "SET"
        case "PREPARE": return words.next() == "TRANSACTION" ? nil : "PREPARE"
        case "CREATE": return isTemporary(&words) ? "CREATE TEMPORARY" : nil
        default: return nil
        }
    }

    /// `CREATE [OR REPLACE] [GLOBAL | LOCAL] {TEMPORARY | TEMP}`
    private static func isTemporary(_ words: inout StatementWords) -> Bool {
        for _ in 0..<4 {
            switch words.next() {
            case "TEMP", "TEMPORARY": return true
            case "OR", "REPLACE", "GLOBAL", "LOCAL": continue
            default: return false
            }
        }
        return false
    }

    private static func sessionLock(_ text: String) -> String? {
        let text = text.lowercased()
        return ["pg_advisory_lock", "pg_try_advisory_lock"].first { text.contains($0) }
    }
}
