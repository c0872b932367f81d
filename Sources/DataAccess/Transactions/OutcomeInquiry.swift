import PostgresDriver

/// Asks for the outcome of a transaction whose COMMIT was not answered, until there is one: every decision, without I/O.
struct OutcomeInquiry: Sendable {
    enum Step: Sendable, Hashable {
        case committed
        case fail(DatabaseError)
        case askAgain(after: Duration)
    }

    /// What was thrown at COMMIT.
    let unknown: DatabaseError
    /// The time for all questions.
    let patience: Duration
    private var pause = Duration.milliseconds(5)

    init(_ unknown: DatabaseError, patience: Duration) {
        self.unknown = unknown
        self.patience = patience
    }

    /// The server answered, or there was none to ask: it may be starting anew.
    mutating func step(_ answer: Result<TransactionOutcome, DatabaseError>, elapsed: Duration) -> Step {
        switch answer {
        case .success(.committed): return .committed
        case .success(.rolledBack): return .fail(rolledBack)
        case .success(.forgotten): return .fail(unknown)
        case .failure(let error) where !Self.passes(error): return .fail(unknown)
        case .success(.inProgress), .failure: break
        }
        guard elapsed + pause < patience else { return .fail(unknown) }
        defer { pause = min(pause * 2, .milliseconds(250)) }
        return .askAgain(after: pause)
    }

    private var rolledBack: DatabaseError {
        var error = unknown
        error.code = .connectionLost
        error.outcome = .rolledBack
        error.detail = "the connection broke at COMMIT; the server says that nothing of the transaction remains"
        return error
    }

    private static func passes(_ error: DatabaseError) -> Bool {
        switch error.code {
        case .connectionFailed, .connectionLost, .closed, .timedOut, .acquireTimeout, .authenticationFailed: true
        // A standby about to become the primary cannot name its timeline yet.
        case .server: error.sqlState == .objectNotInPrerequisiteState || error.isRetrySafe
        default: false
        }
    }
}
