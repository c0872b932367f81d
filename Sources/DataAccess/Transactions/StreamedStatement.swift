import PostgresDriver

/// A statement of a session whose rows are taken one by one. Until it is brought to its end nothing else is run.
struct StreamedStatement {
    let statement: PulledStatement
    let entry: QueryLog.Entry?
    /// Whether it stands between a BEGIN and a COMMIT of its own.
    var isBracketed = false

    var rows: RowStream { statement.rows }

    /// What the server said of it; of one that was left early, what it says of a read.
    var commandTag: String { statement.commandTag ?? "SELECT" }

    /// Whether the statement's failure is what the caller gets.
    ///
    /// - Parameters:
    ///   - seen: The failure as the closure that took the rows saw it; nil when it came later.
    ///   - thrown: What the closure threw. An error of its own passes through, and a failure that it kept to itself stays
    ///     there: the transaction knows of it.
    static func isCallersToSee(seen: DatabaseError?, thrown: (any Error)?) -> Bool {
        seen == nil ? thrown == nil : thrown as? DatabaseError == seen
    }
}
