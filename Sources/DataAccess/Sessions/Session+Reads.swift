public import PostgresDriver

extension Session where R: Reads {
    /// Runs one statement and returns its rows.
    ///
    /// In a readonly session the server refuses every write, because its login may not write and its transaction is
    /// `READ ONLY`.
    ///
    /// - Parameter sql: Exactly one statement; interpolated values are bound, never pasted.
    /// - Returns: The rows and the command tag.
    /// - Throws: `.sessionEnded` after the session's closure; the server's error, after which the transaction can only
    ///   be rolled back. Nothing is applied before the session's closure has returned, so a retry of the whole closure
    ///   is safe.
    public func query(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        try await work.run(sql)
    }
}
