import PostgresDriver

/// How an attempt ended.
enum ProbeOutcome: Hashable, Sendable {
    case done
    case answer(Bool)
    /// The role lacks a privilege.
    case refused
    /// The role has the privilege; a row-level security policy stood against it.
    case refusedByRowSecurity
    /// Another session held a lock, or the statement took too long: nothing is known.
    case blocked(SQLState)
    case failed(SQLState?)

    init(_ result: Result<QueryResult, DatabaseError>, of attempt: ProbeAttempt) {
        switch result {
        case .success(let rows):
            if rows.notices.contains(where: { $0.sqlState == .privilegeNotGranted }) {
                self = .refused
            } else if case .answer = attempt.expectation, let answer = try? rows.first?.decode(Bool.self, at: 0) {
                self = .answer(answer)
            } else {
                self = .done
            }
        case .failure(let error): self = Self.outcome(of: error, attempt)
        }
    }

    private static func outcome(of error: DatabaseError, _ attempt: ProbeAttempt) -> ProbeOutcome {
        switch error.sqlState {
        case attempt.ending? where attempt.ending != nil: .done
        // Both have one SQLSTATE; only the message tells them apart, which is not translated where lc_messages is C.
        case .insufficientPrivilege? where error.serverMessage?.contains("row-level security") == true:
            .refusedByRowSecurity
        case .insufficientPrivilege?: .refused
        case .lockNotAvailable?: .blocked(.lockNotAvailable)
        case .queryCanceled?: .blocked(.queryCanceled)
        default: .failed(error.sqlState)
        }
    }

    /// What is surprising about it, or nil when it ended as it should.
    func surprise(_ attempt: ProbeAttempt) -> String? {
        switch (attempt.expectation, self) {
        case (.allowed, .done), (.refused, .refused): nil
        case (.answer(let wanted), .answer(let given)) where wanted == given: nil
        // The schema is closed, so that there is not even an answer.
        case (.answer(false), .refused): nil
        case (.allowed, .refused), (.answer(true), .refused): "cannot \(attempt.what), which is declared"
        case (.refused, .done): "can \(attempt.what)"
        case (.answer(false), .answer): "can \(attempt.what)"
        case (.answer(true), .answer): "cannot \(attempt.what), which is declared"
        case (_, .refusedByRowSecurity): "\(attempt.what): stopped by row-level security, not by a missing privilege"
        case (_, .blocked(let state)): "\(attempt.what): could not be tried (\(state.rawValue)); try again"
        case (_, .failed(let state)): "\(attempt.what): ended with \(state?.rawValue ?? "no SQLSTATE")"
        case (_, .done), (_, .answer): "\(attempt.what): no answer"
        }
    }
}
