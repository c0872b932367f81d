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
    /// statement would fail the transaction: say LIMIT there. A statement that writes must be gone through to its end:
    /// left early, it is cancelled and may be rolled back.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement.
    ///   - scope: Settings that hold for this statement alone, sent in the same round trip.
    ///   - timeout: After this long, `body` included, the server is asked to cancel it; no limit by default.
    ///   - body: Goes through the rows. No other statement can run on the connection meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; a ``DatabaseError`` as for ``query(_:under:timeout:)``.
    public func stream<Value>(
        _ sql: SQL, under scope: TransactionScope? = nil, timeout: Duration? = nil,
        _ body: (RowStream) async throws -> Value
    ) async throws -> Value {
        try await drain(try await openStream(sql, under: scope, timeout: timeout)) { statement in
            try await body(statement.rows)
        }
    }

    /// Begins what ``stream(_:under:timeout:_:)`` does, for a caller that brings it to its end by itself, with
    /// `end(_:)`, whatever happens.
    package func openStream(
        _ sql: SQL, under scope: TransactionScope?, timeout: Duration?
    ) async throws(DatabaseError) -> PulledStatement {
        let message = try StatementMessage(sql)
        let scopeMessage = try scope?.message.get()
        return try await firstRows(of: message, under: scopeMessage, timeout: timeout)
    }

    /// Sends a statement and waits for its first rows; once more when its plan was stale and nothing has happened yet.
    private func firstRows(
        of message: StatementMessage, under scope: StatementMessage?, timeout: Duration?
    ) async throws(DatabaseError) -> PulledStatement {
        let isInTransaction = transactionStatus != .idle
        var mayRepeat = !isInTransaction
        while true {
            let use = try await preparedUse(of: message, timeout: timeout)
            let id = try channel.beginRows(of: message, as: use, under: scope, timeout: timeout)
            let statement = PulledStatement(
                channel: channel, id: id, isInTransaction: isInTransaction,
                mayCommitByItself: message.sql.text.mayCommitByItself)
            do {
                try await statement.waitForFirst()
                return statement
            } catch {
                await statement.leave()
                // Whether the scope's statement has got as far as the server is not known.
                if let scope { channel.abandon(scope) }
                guard error.isStalePlan else { throw error }
                channel.abandon(message)
                guard mayRepeat else { throw error }
                mayRepeat = false
            }
        }
    }

    /// How to send a statement whose rows are wanted: prepared before, so that their format is known.
    private func preparedUse(
        of message: StatementMessage, timeout: Duration?
    ) async throws(DatabaseError) -> StatementCache.Use {
        while true {
            if let use = channel.knownUse(of: message) { return use }
            _ = try await channel.describe(message, timeout: timeout).get().only()
        }
    }

    /// Runs a body with a statement that is brought to its end in any case.
    func drain<Value>(
        _ statement: PulledStatement, _ body: (PulledStatement) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(statement)
            await end(statement)
            return value
        } catch {
            await end(statement)
            throw error
        }
    }

    /// Brings a statement to its end, whatever is left of it.
    package func end(_ statement: PulledStatement) async {
        await statement.leave()
        noticeLog?.write(channel.takeNotices())
    }
}
