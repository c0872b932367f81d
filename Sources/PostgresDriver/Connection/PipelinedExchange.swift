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

    /// Takes what the transport handed out, in place: to copy an exchange costs more than to look at it.
    ///
    /// - Parameter notices: What the server said meanwhile, which goes with a statement's answer.
    mutating func take(_ event: TransportEvent, _ notices: NoticeBuffer) -> Exchange<StatementReply>.Step {
        switch event {
        case .result(let memory):
            let notices = exchange.awaitsStatement ? notices.take() : []
            return exchange.take(.reply(StatementReply(memory: memory, notices: notices)))
        case .failure(let error): return exchange.take(.failure(error))
        case .skipped: return exchange.take(.skipped)
        case .endOfResults: return exchange.take(.endOfResults)
        case .sync: return exchange.take(.sync)
        case .rows, .copyInBegins, .copyOutBegins, .copyData, .foreign: return exchange.take(.foreign)
        }
    }

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
