public import PostgresDriver

extension Session where R: Reads {
    /// Runs one statement and hands its rows out as they come, in constant memory, however many there are.
    ///
    /// ```swift
    /// try await session.stream("SELECT id, name FROM vendors") { rows in
    ///     for try await row in rows { print(try row.decode(Int.self, String.self)) }
    /// }
    /// ```
    /// The session can do nothing else until the closure is over: a statement in it throws `.connectionBusy`. The
    /// closure may leave before the last row. Where the statement is a transaction of its own, the server is then asked
    /// to cancel it; in a longer transaction the rest is read and dropped, because cancelling would fail the
    /// transaction: say LIMIT there.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement; interpolated values are bound, never pasted.
    ///   - body: Goes through the rows. The session's timeout counts its time too.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, unchanged; else as ``query(_:)``. Retrying is as safe as for ``query(_:)``.
    nonisolated(nonsending) public func stream<Value>(
        _ sql: SQL, _ body: nonisolated(nonsending) (RowStream) async throws -> sending Value
    ) async throws -> sending Value {
        let stream = try await work.openStream(sql)
        let value: Value
        do {
            value = try await body(stream.rows)
        } catch {
            try await work.end(stream, after: error)
            throw error
        }
        try await work.end(stream, after: nil)
        return value
    }
}
