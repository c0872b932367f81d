import PostgresDriver

/// Every decision of a transaction, without I/O.
///
/// ```
/// notBegun ── first statement ──▶ open ── COMMIT ──▶ ended
///                         ▲        │ └── a statement fails ──▶ failed ── ROLLBACK ──▶ ended
///                         └────────┼─── ROLLBACK TO ────────────┘
///                                  └── the connection breaks, its time is up, or SQL ends it ──▶ lost ──▶ ended
/// ```
struct TransactionStateMachine: Sendable {
    enum State: Sendable, Hashable {
        case notBegun
        case open
        /// The server takes nothing but ROLLBACK.
        case failed(DatabaseError)
        /// Nothing more can be done on this connection.
        case lost(DatabaseError)
        case ended
    }

    /// What to do when the session's closure is over.
    enum EndStep: Sendable, Hashable {
        case nothing
        case commit
        /// Roll back, then throw; nil when the closure's own error is on its way.
        case rollBack(DatabaseError?)
        case giveUp(DatabaseError?)
    }

    private(set) var state = State.notBegun
    /// What becomes of the connection.
    private(set) var fate = ConnectionFate.reusable
    var savepoints = SavepointStack()
    /// Whether a statement's rows are being taken, or rows are being copied.
    var isStreaming = false

    /// What goes before a statement, in the same round trip.
    ///
    /// - Throws: When the statement can do nothing any more.
    func leadOfStatement(_ mode: TransactionMode) throws(DatabaseError) -> [SQL] {
        try refuseUnlessUsable()
        return state == .notBegun ? mode.opening + savepoints.statements : savepoints.statements
    }

    /// - Throws: When nothing can be done any more.
    func refuseUnlessUsable() throws(DatabaseError) {
        if isStreaming { throw .streamUnderWay }
        switch state {
        case .notBegun, .open: break
        case .failed(let cause): throw .transactionAborted(by: cause)
        case .lost(let cause): throw cause
        case .ended: throw .sessionEnded
        }
    }

    /// A statement succeeded.
    ///
    /// - Returns: An error when it did what no statement of a session may.
    mutating func succeeded(commandTag: String, status: TransactionStatus) -> DatabaseError? {
        if SessionHygiene.leavesState(commandTag: commandTag) { fate = .changed }
        let controls = SessionHygiene.controlsTransaction(commandTag: commandTag)
        if status == .unknown, !controls {
            // The connection ended right after the answer.
            state = .lost(DatabaseError(.connectionLost, outcome: .rolledBack))
            return nil
        }
        guard status == .inTransaction, !controls else {
            let error = DatabaseError.transactionTakenOver
            state = .lost(error)
            return error
        }
        state = .open
        savepoints.sent()
        return nil
    }

    /// A statement failed, or was not even sent.
    ///
    /// - Parameter mayHaveEnded: Whether the statement was one to end the transaction with.
    /// - Returns: The error with what became of the work.
    mutating func failed(
        _ error: DatabaseError, status: TransactionStatus, access: TransactionMode.Access, mayHaveEnded: Bool = false
    ) -> DatabaseError {
        var error = error
        if access == .readWrite, error.sqlState == .readOnlySQLTransaction { fate = .leadsToReadOnlyServer }
        switch status {
        case .idle:
            // It had not begun and has not: BEGIN failed or nothing was sent.
            if state != .notBegun { state = .lost(error) }
        case .inTransaction:
            // Nothing was sent; the transaction goes on.
            state = .open
        case .inFailedTransaction:
            savepoints.sent()
            error.outcome = .rolledBack
            state = .failed(error)
        case .active, .unknown:
            // No COMMIT had been sent, so the server undoes whatever it did.
            if !mayHaveEnded { error.outcome = .rolledBack }
            state = .lost(error)
        }
        return error
    }

    /// What was done since a savepoint has been undone.
    mutating func rolledBackToSavepoint(status: TransactionStatus) {
        if status == .inTransaction { state = .open }
    }

    /// The transaction's time is up, and it has been ended on the server.
    mutating func timeIsUp(_ error: DatabaseError) {
        if state != .ended { state = .lost(error) }
    }

    /// The session's closure is over.
    mutating func end(bodySucceeded: Bool, isCancelled: Bool) -> EndStep {
        defer { state = .ended }
        switch state {
        case .notBegun, .ended: return .nothing
        case .open where !bodySucceeded: return .rollBack(nil)
        case .open: return isCancelled ? .rollBack(DatabaseError(.cancelled, outcome: .rolledBack)) : .commit
        case .failed(let cause): return .rollBack(bodySucceeded ? .errorSwallowed(cause) : nil)
        case .lost(let cause): return .giveUp(bodySucceeded ? cause : nil)
        }
    }
}
