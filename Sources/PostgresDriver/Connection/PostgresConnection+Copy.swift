/// Takes the bytes of a COPY. It lives as long as the closure it is handed to.
public struct CopyWriter: ~Copyable, Sendable {
    fileprivate let channel: ConnectionChannel

    /// Sends bytes, and waits while the socket is full.
    ///
    /// - Parameter bytes: Any part of the stream; it need not end at a row's end.
    /// - Throws: `.cancelled`, `.connectionLost`.
    public func write(_ bytes: [UInt8]) async throws(DatabaseError) {
        try await channel.copy(bytes)
    }
}

extension PostgresConnection {
    /// Runs `COPY … FROM STDIN` with the bytes that a closure writes.
    ///
    /// - Parameters:
    ///   - sql: The COPY statement, in any of its formats.
    ///   - body: Writes the stream. When it throws, the COPY is given up, nothing of it remains, and its error is thrown
    ///     on unchanged.
    /// - Returns: The number of rows copied.
    /// - Throws: What `body` throws; a ``DatabaseError`` as for ``query(_:)``.
    public func copyIn(_ sql: SQL, _ body: (borrowing CopyWriter) async throws -> Void) async throws -> Int {
        let replies = try await channel.perform([StatementMessage(sql)], .copyIn).get()
        guard replies.isEmpty else {
            _ = try Self.onlyResult(replies)
            throw DatabaseError(.invalidStatement, detail: "the statement is not COPY … FROM STDIN", outcome: .unknown)
        }
        do {
            try await body(CopyWriter(channel: channel))
        } catch {
            _ = await channel.endCopy(givingUp: true)
            throw error
        }
        return try Self.onlyResult(try await channel.endCopy(givingUp: false).get()).affectedRows
    }
}
