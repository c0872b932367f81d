extension PostgresConnection {
    /// Runs one statement and waits for its whole result.
    ///
    /// - Parameter sql: Exactly one statement; two in one text are refused by the server.
    /// - Throws: `.server` with the SQLSTATE; `.invalidStatement`, `.connectionBusy`, `.closed` when nothing was sent;
    ///   `.cancelled`; `.connectionLost`, whose outcome is unknown. See ``DatabaseError/isRetrySafe``.
    public func query(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        let message = try StatementMessage(sql)
        let replies = try await channel.perform([message], .statement).get()
        return try Self.onlyResult(replies)
    }

    /// Runs several statements in one round trip, with one Sync after the last: they are one implicit transaction,
    /// unless they say BEGIN themselves.
    ///
    /// - Parameter statements: Each exactly one statement; at least one. COPY is not possible here.
    /// - Returns: Each statement's result or error. After an error the rest are skipped with `.pipelineAborted`.
    /// - Throws: When nothing was sent, the task was cancelled, or the connection broke.
    public func pipeline(
        _ statements: [SQL]
    ) async throws(DatabaseError) -> [Result<QueryResult, DatabaseError>] {
        guard !statements.isEmpty else { return [] }
        var messages: [StatementMessage] = []
        for statement in statements { messages.append(try StatementMessage(statement)) }
        let replies = try await channel.perform(messages, .pipeline(statements: messages.count)).get()
        return replies.map { $0.result }
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

    static func onlyResult(_ replies: [StatementReply]) throws(DatabaseError) -> QueryResult {
        guard let reply = replies.last else {
            throw DatabaseError(.protocolViolation, detail: "the server answered nothing", outcome: .unknown)
        }
        return try reply.result.get()
    }
}

extension StatementReply {
    var result: Result<QueryResult, DatabaseError> {
        switch self {
        case .success(let memory, let notices): .success(QueryResult(memory, notices: notices))
        case .failure(let error): .failure(error)
        case .aborted: .failure(DatabaseError(.pipelineAborted, outcome: .rolledBack))
        }
    }
}
