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
