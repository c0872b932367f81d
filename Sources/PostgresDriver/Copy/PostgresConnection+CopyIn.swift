extension PostgresConnection {
    /// Runs `COPY … FROM STDIN` with the bytes that a closure writes.
    ///
    /// - Parameters:
    ///   - sql: The COPY statement, in any of its formats.
    ///   - timeout: After this long, `body` included, the server is asked to cancel it; no limit by default.
    ///   - body: Writes the stream. When it throws, or the task is cancelled before it returns, the COPY is given up and
    ///     nothing of it remains; its error is thrown on unchanged.
    /// - Returns: The number of rows copied.
    /// - Throws: What `body` throws; a ``DatabaseError`` as for ``query(_:under:timeout:)``.
    @discardableResult
    public func copyIn(
        _ sql: SQL, timeout: Duration? = nil, _ body: (borrowing CopyWriter) async throws -> Void
    ) async throws -> Int {
        let statement = try beginCopy(sql, timeout: timeout)
        guard case .copyInBegins? = try await statement.next() else {
            await statement.leave()
            throw DatabaseError(.invalidStatement, detail: "the statement is not COPY … FROM STDIN", outcome: .unknown)
        }
        do {
            try await body(CopyWriter(channel: channel, id: statement.id))
            // A sequence may just end when its task is cancelled, and half of it is not to be copied.
            guard !Task.isCancelled else { throw DatabaseError(.cancelled) }
        } catch {
            channel.endCopy(statement.id, givingUp: true)
            await statement.leave()
            noticeLog?.write(channel.takeNotices())
            throw error
        }
        channel.endCopy(statement.id, givingUp: false)
        while try await statement.next() != nil {}
        return try copied(statement)
    }

    /// Sends a COPY statement; the answers are pulled.
    func beginCopy(_ sql: SQL, timeout: Duration? = nil) throws(DatabaseError) -> PulledStatement {
        let isInTransaction = transactionStatus != .idle
        let id = try channel.beginCopy(try StatementMessage(sql), timeout: timeout)
        return PulledStatement(channel: channel, id: id, isInTransaction: isInTransaction)
    }

    /// How many rows were copied, as the server counts them.
    func copied(_ statement: PulledStatement) throws(DatabaseError) -> Int {
        let notices = channel.takeNotices()
        noticeLog?.write(notices)
        guard let memory = statement.result else {
            throw DatabaseError(
                .protocolViolation, detail: "the server did not say how the COPY ended", outcome: .unknown)
        }
        return QueryResult(memory, notices: notices).affectedRows
    }
}
