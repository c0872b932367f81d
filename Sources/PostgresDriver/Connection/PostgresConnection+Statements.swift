extension PostgresConnection {
    /// Runs one statement and waits for its whole result.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement; two in one text are refused by the server.
    ///   - scope: Settings that hold for this statement alone, sent in the same round trip; in a transaction that is open
    ///     already they hold until that ends.
    ///   - timeout: After this long the server is asked to cancel the statement; no limit by default.
    /// - Throws: `.server` with the SQLSTATE; `.invalidStatement`, `.connectionBusy`, `.closed` when nothing was sent;
    ///   `.cancelled`; `.timedOut`; `.connectionLost`, whose outcome is unknown. See ``DatabaseError/isRetrySafe``.
    @discardableResult
    public func query(
        _ sql: SQL, under scope: TransactionScope? = nil, timeout: Duration? = nil
    ) async throws(DatabaseError) -> QueryResult {
        try await run(try StatementBatch([sql], under: scope), timeout: timeout).only()
    }

    /// Runs several statements in one round trip, with one Sync after the last: they are one implicit transaction,
    /// unless they say BEGIN themselves.
    ///
    /// - Parameters:
    ///   - statements: Each exactly one statement. COPY is not possible here.
    ///   - scope: Settings that hold for these statements, sent in the same round trip; in a transaction that is open
    ///     already they hold until that ends.
    ///   - timeout: After this long the server is asked to cancel what it is doing; no limit by default.
    /// - Returns: Each statement's result or error. After an error the rest are skipped with `.pipelineAborted`, and what
    ///   came before it is undone too, although it is reported as the success that it was.
    /// - Throws: When nothing was sent, the task was cancelled, the deadline passed, or the connection broke.
    public func pipeline(
        _ statements: [SQL], under scope: TransactionScope? = nil, timeout: Duration? = nil
    ) async throws(DatabaseError) -> [Result<QueryResult, DatabaseError>] {
        guard !statements.isEmpty else { return [] }
        return try await run(try StatementBatch(statements, under: scope), timeout: timeout).results
    }

    private func run(_ batch: StatementBatch, timeout: Duration?) async throws(DatabaseError) -> ExchangeReplies {
        var replies = try await channel.perform(batch, timeout: timeout).get()
        // The table has changed since the statement was prepared, or the server has forgotten it, its scope's first;
        // nothing has happened yet.
        for _ in 0..<2 where replies.mayRepeat { replies = try await channel.perform(batch, timeout: timeout).get() }
        if let noticeLog { noticeLog.write(replies.notices) }
        return replies
    }

    /// Computes the SCRAM-SHA-256 verifier of a password here, so that the password itself never goes to the server
    /// (`ALTER ROLE … PASSWORD '<verifier>'`) and cannot reach its log.
    ///
    /// - Parameters:
    ///   - password: Any non-empty text; it is prepared with SASLprep as the server would.
    ///   - user: The login the password is for.
    /// - Throws: `.closed`, or `.invalidStatement` when libpq refuses the password.
    public func scramVerifier(password: String, user: String) async throws(DatabaseError) -> String {
        let channel = channel
        return try await BlockingWork.run { channel.scramVerifier(password: password, user: user) }.get()
    }
}
