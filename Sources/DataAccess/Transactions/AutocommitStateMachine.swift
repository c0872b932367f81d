import PostgresDriver

/// Every decision of a session whose statements are each a transaction of their own, without I/O.
///
/// ```
/// ready ── a statement succeeds or fails ──▶ ready ── the closure is over ──▶ ended
///   └── the connection breaks, or SQL leaves a transaction open ──▶ lost ──▶ ended
/// ```
struct AutocommitStateMachine: Sendable {
    enum State: Sendable, Hashable {
        case ready
        /// Nothing more can be done on this connection.
        case lost(DatabaseError)
        case ended
    }

    /// What to do with a statement.
    enum StatementStep: Sendable, Hashable {
        /// It is a transaction by itself.
        case runAlone
        /// Put it between BEGIN READ ONLY and COMMIT, all in one round trip.
        case runBracketed
        case refuse(DatabaseError)
    }

    let access: TransactionMode.Access
    private(set) var state = State.ready
    /// What becomes of the connection.
    private(set) var fate = ConnectionFate.reusable
    /// Whether a statement's rows are being taken.
    var isStreaming = false
    private var wasReadOnlyByDefault = false

    init(access: TransactionMode.Access) {
        self.access = access
    }

    /// A statement is asked for.
    ///
    /// Where the server's default is read-only, a plain read is safe by itself: no statement can lift that once its own
    /// transaction has begun. A block or a procedure could commit and begin another, so that anything else is bracketed.
    mutating func stepForStatement(_ text: String, isReadOnlyByDefault: Bool) -> StatementStep {
        if isStreaming { return .refuse(.streamUnderWay) }
        switch state {
        case .lost(let cause): return .refuse(cause)
        case .ended: return .refuse(.sessionEnded)
        case .ready: break
        }
        guard access == .readOnly else { return .runAlone }
        noteDefault(isReadOnlyByDefault)
        return isReadOnlyByDefault && SessionHygiene.isPlainRead(text) ? .runAlone : .runBracketed
    }

    /// Looks whether statements have lifted the default that the connection was opened with.
    mutating func noteDefault(_ isReadOnlyByDefault: Bool) {
        if wasReadOnlyByDefault, !isReadOnlyByDefault { fate = .changed }
        wasReadOnlyByDefault = isReadOnlyByDefault
    }

    /// A statement succeeded.
    ///
    /// - Returns: An error when it did what no statement of a session may.
    mutating func succeeded(commandTag: String, status: TransactionStatus) -> DatabaseError? {
        if SessionHygiene.leavesState(commandTag: commandTag) { fate = .changed }
        let controls = SessionHygiene.controlsTransaction(commandTag: commandTag)
        if status == .unknown, !controls {
            // The connection ended right after the answer, which stands.
            state = .lost(DatabaseError(.connectionLost))
            return nil
        }
        guard status == .idle, !controls else {
            let error = DatabaseError.transactionTakenOver
            state = .lost(error)
            return error
        }
        return nil
    }

    /// A statement failed, or was not even sent.
    ///
    /// - Returns: The error with what became of the work.
    mutating func failed(_ error: DatabaseError, status: TransactionStatus) -> DatabaseError {
        var error = error
        if error.outcome == .unknown {
            if access == .readOnly {
                error.outcome = .notApplied
            } else if error.code != .server, error.code != .invalidStatement {
                // The commit comes with the end of the exchange, which was not seen.
                error.code = .commitOutcomeUnknown
                error.detail = CommitVerdict.unknownDetail
            }
        }
        if access == .readWrite, error.sqlState == .readOnlySQLTransaction { fate = .leadsToReadOnlyServer }
        if status != .idle { state = .lost(error) }
        return error
    }

    /// A failed bracket has been rolled back.
    mutating func rolledBack(status: TransactionStatus) {
        if status == .idle, case .lost = state { state = .ready }
    }

    /// The session's closure is over.
    mutating func end() {
        state = .ended
    }
}
