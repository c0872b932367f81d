/// What came back for a statement that succeeded.
struct StatementReply: Sendable {
    let memory: ResultMemory
    let notices: [Notice]
}

/// What became of an exchange: an outcome for each statement, or the reason why there are none.
enum ExchangeResult: Sendable {
    case replies(ExchangeReplies)
    indirect case failure(DatabaseError)

    func get() throws(DatabaseError) -> ExchangeReplies {
        switch self {
        case .replies(let replies): return replies
        case .failure(let error): throw error
        }
    }
}

struct ExchangeReplies: Sendable {
    let outcomes: [Exchange<StatementReply>.Outcome]
    /// The first statement failed because its plan was stale, and nothing of the exchange has taken effect.
    var mayRepeat = false

    /// The result of the only statement.
    func only() throws(DatabaseError) -> QueryResult {
        switch outcomes.first {
        case .success(let reply): return QueryResult(reply.memory, notices: reply.notices)
        case .failure(let error): throw error
        case nil: throw DatabaseError(.protocolViolation, detail: "the server answered nothing", outcome: .unknown)
        }
    }

    /// Each statement's result or error.
    var results: [Result<QueryResult, DatabaseError>] {
        outcomes.map { outcome in
            switch outcome {
            case .success(let reply): .success(QueryResult(reply.memory, notices: reply.notices))
            case .failure(let error): .failure(error)
            }
        }
    }

    /// What the server said along with the results.
    var notices: [Notice] {
        outcomes.flatMap { outcome -> [Notice] in
            guard case .success(let reply) = outcome else { return [] }
            return reply.notices
        }
    }
}

/// An exchange in flight, and the one who waits for it.
struct PipelinedExchange {
    let id: UInt64
    var exchange: Exchange<StatementReply>
    /// The caller's statements and how each was sent.
    let statements: [(key: StatementCache.Key, use: StatementCache.Use)]
    /// `nil` for housekeeping, and once the one who waited has given up.
    var waiter: CheckedContinuation<ExchangeResult, Never>?
    /// Given back when the exchange is over.
    var place: LanePlace?

    /// The exchange's result, given that the server was asked to cancel it, if it was.
    func result(_ cancellation: Occupant.Cancellation?, mayRepeat: Bool) -> ExchangeResult {
        if let error = exchange.commitFailure { return .failure(cancellation?.explain(error) ?? error) }
        for case .failure(var error) in exchange.outcomes {
            if error.sqlState == nil, error.code == .server {
                // libpq made this one up, because the server went away in mid-statement.
                error.code = .connectionLost
                error.outcome = .unknown
                return .failure(error)
            }
            if let cancellation, error.sqlState == .queryCanceled {
                error = cancellation.explain(error)
                // A pipeline's own COMMIT stands, whatever came after it.
                if hasCommitted || hasOwnTransactions { error.outcome = .unknown }
                return .failure(error)
            }
        }
        return .replies(ExchangeReplies(outcomes: outcomes, mayRepeat: mayRepeat))
    }

    private var hasOwnTransactions: Bool {
        statements.contains { $0.key.text.mayCommitByItself }
    }

    /// The outcomes, with no more certainty than there is.
    private var outcomes: [Exchange<StatementReply>.Outcome] {
        guard exchange.outcomes.contains(where: \.isFailure), hasOwnTransactions else { return exchange.outcomes }
        return exchange.outcomes.map { outcome in
            guard case .failure(var error) = outcome, error.code != .pipelineAborted else { return outcome }
            error.outcome = .unknown
            return .failure(error)
        }
    }

    private var hasCommitted: Bool {
        exchange.outcomes.contains { outcome in
            guard case .success(let reply) = outcome else { return false }
            return reply.memory.commandTag == "COMMIT"
        }
    }

    /// How the exchange fails when the connection ends now.
    func failure(_ end: DatabaseError) -> DatabaseError {
        for case .failure(let said) in exchange.outcomes { return end.because(of: said) }
        return end
    }
}

extension DatabaseError {
    /// How a statement fails when the connection ends while it is under way: something of it was sent, whoever ends it.
    func cutting() -> DatabaseError {
        guard outcome == .notApplied else { return self }
        var error = self
        error.outcome = .unknown
        return error
    }

    /// How a statement fails with which the connection ended: in the server's words, when these were its last. What it
    /// had done before, such as a procedure's COMMIT, it does not say.
    func because(of said: DatabaseError?) -> DatabaseError {
        guard var said, said.severity == "FATAL" || said.severity == "PANIC" else { return self }
        said.code = code
        said.outcome = outcome
        return said
    }
}
