public import PostgresDriver

extension Session where R: Reads {
    /// Runs one statement and returns its rows.
    ///
    /// In a readonly session the server refuses every write, because its login may not write and its transactions are
    /// read-only.
    ///
    /// - Parameter sql: Exactly one statement; interpolated values are bound, never pasted.
    /// - Returns: The rows and the command tag.
    /// - Throws: `.sessionEnded` after the session's closure; `.timedOut`; `.cancelled`; the server's error, after which
    ///   a transaction can only be rolled back. Nothing is applied before the session's closure has returned, so a retry
    ///   of the whole closure is safe.
    public func query(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        try await work.run(sql)
    }

    /// Runs several statements in one round trip.
    ///
    /// - Parameter statements: Each exactly one statement, none of which needs another's result. In a session whose
    ///   statements are each a transaction of their own, these are one together.
    /// - Returns: Each statement's rows and command tag.
    /// - Throws: The first failed statement's error, which undoes the others; else as ``query(_:)``.
    public func batch(_ statements: [SQL]) async throws(DatabaseError) -> [QueryResult] {
        try await work.run(batch: statements)
    }
}
