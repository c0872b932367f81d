extension String {
    /// Whether a statement of this text may commit part of its work before it ends, so that its failure does not say
    /// that nothing of it remains: a procedure, a block of code, and maintenance that runs in several transactions.
    var mayCommitByItself: Bool {
        let words = split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let first = words.first?.uppercased() else { return false }
        switch first {
        case "CALL", "DO", "VACUUM", "REINDEX", "CLUSTER": return true
        case "CREATE", "DROP", "REFRESH", "ALTER": return uppercased().contains("CONCURRENTLY")
        // What begins with a comment is not looked into: rather too little certainty than too much.
        default: return first.hasPrefix("--") || first.hasPrefix("/*")
        }
    }
}
