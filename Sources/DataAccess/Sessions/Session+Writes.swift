public import PostgresDriver

extension Session where R: Writes {
    /// Runs one statement that changes rows.
    ///
    /// - Parameter sql: Exactly one statement; interpolated values are bound, never pasted.
    /// - Returns: The number of rows the statement inserted, updated or deleted.
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func execute(_ sql: SQL) async throws(DatabaseError) -> Int {
        try await work.run(sql).affectedRows
    }
}
