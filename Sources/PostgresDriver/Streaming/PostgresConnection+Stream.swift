import Synchronization

extension PostgresConnection {
    /// Runs one statement and hands its rows out as they come, in constant memory.
    ///
    /// ```swift
    /// try await connection.stream("SELECT id, name FROM vendors") { rows in
    ///     for try await row in rows { print(try row.decode(Int.self, String.self)) }
    /// }
    /// ```
    /// Leaving the closure before the last row is fine: the server is asked to cancel the rest, and the connection is
    /// clean when this returns. Inside an open transaction the rest is read and dropped instead, because a cancelled
    /// statement would fail the transaction: say LIMIT there.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement.
    ///   - body: Goes through the rows. No other statement can run on the connection meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; a ``DatabaseError`` as for ``query(_:under:timeout:)``.
    public func stream<Value>(_ sql: SQL, _ body: (RowStream) async throws -> Value) async throws -> Value {
        let message = try StatementMessage(sql)
        let isInTransaction = transactionStatus != .idle
        let use = try await preparedUse(of: message)
        let id = try channel.begin(message, as: use, rowByRow: true)
        return try await drain(
            PulledStatement(channel: channel, id: id, isInTransaction: isInTransaction)
        ) { statement in
            try await body(RowStream(statement: statement))
        }
    }

    /// How to send a statement outside a pipeline, where it cannot be prepared on the way.
    private func preparedUse(of message: StatementMessage) async throws(DatabaseError) -> StatementCache.Use {
        let use = channel.state.withLock { $0.statements.peek(message.key) }
        if let use { return use }
        let replies = try await channel.describe(message).get()
        for outcome in replies.outcomes { _ = try outcome.get() }
        return channel.state.withLock { $0.statements.use(message.key) }
    }

    /// Runs a body with a statement that is brought to its end in any case.
    func drain<Value>(
        _ statement: PulledStatement, _ body: (PulledStatement) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(statement)
            await statement.leave()
            noticeLog?.write(channel.takeNotices())
            return value
        } catch {
            await statement.leave()
            throw error
        }
    }
}
