/// What went wrong between this process and PostgreSQL.
///
/// Branch on ``code`` and ``sqlState``, never on a text. ``description`` holds no value, no SQL text and no credential,
/// so it may go into a log; ``serverMessage`` may hold values and is for an operator's terminal alone.
public struct DatabaseError: Error, Hashable, Sendable {
    /// The kinds of failure. The list is closed, so that a `switch` can be exhaustive.
    public enum Code: String, Hashable, Sendable {
        /// The server refused the statement; ``DatabaseError/sqlState`` says why.
        case server
        /// No connection could be opened: nobody listens there, the name is unknown, or TLS failed.
        case connectionFailed
        /// The server refused the login: wrong password, no such login, or NOLOGIN.
        case authenticationFailed
        /// The connection broke while it was in use.
        case connectionLost
        /// The connection is still working on another statement.
        case connectionBusy
        /// The connection was closed before.
        case closed
        /// A deadline of this process passed.
        case timedOut
        /// The task was cancelled; the server was told and confirmed.
        case cancelled
        /// A statement before this one in the same pipeline failed, so this one was skipped.
        case pipelineAborted
        /// A value that came back is not of the type that was asked for.
        case decoding
        /// The statement cannot be sent: an identifier is malformed or a value holds a NUL character.
        case invalidStatement
        /// The server, or what answers in its place, does not speak PostgreSQL's protocol as expected.
        case protocolViolation
        /// Notifications came faster than they were taken, and some are lost.
        case notificationsLost
        /// No connection of the pool became free within the acquire timeout.
        case acquireTimeout
        /// The pool sends callers away before their deadline, because everybody has waited too long for too long.
        case overloaded
        /// The pool asked for is not there. It is never replaced by another one.
        case poolUnavailable
        /// The session was used after its closure had ended.
        case sessionEnded
        /// A session was asked for within another one.
        case nestedSession
        /// A tenant's data were asked for without a tenant.
        case tenantMissing
        /// COMMIT ended in a rollback, because a statement of the transaction had failed.
        case commitFailed
        /// The connection broke at COMMIT: whether the transaction took effect is not known.
        case commitOutcomeUnknown
        /// No row of this key is there, or none that the session sees.
        case rowNotFound
        /// The row was changed after it was read: it has another version now.
        case versionConflict
        /// A cursor of a page is damaged, or belongs to rows in another order.
        case invalidCursor
        /// What was configured cannot work.
        case configuration
    }

    /// What became of the work.
    public enum Outcome: String, Hashable, Sendable {
        /// Nothing reached the database.
        case notApplied
        /// The server undid whatever had been done.
        case rolledBack
        /// It may or may not have taken effect.
        case unknown
    }

    /// The kind of failure.
    public var code: Code
    /// The server's code, when the server said no.
    public var sqlState: SQLState?
    /// `ERROR`, `FATAL` or `PANIC`, not translated.
    public var severity: String?
    /// The schema the failure is about.
    public var schema: String?
    /// The table the failure is about.
    public var table: String?
    /// The column the failure is about.
    public var column: String?
    /// The constraint that was violated.
    public var constraint: String?
    /// Where in the statement's text the server stopped, counted in characters from 1.
    public var position: Int?
    /// The server's advice. From a function of a user's own it may hold a value, and is not in ``description`` then.
    public var hint: String?
    /// What the server said. **It may quote values**: for an operator's terminal, never for a log or an answer over HTTP.
    public var serverMessage: String?
    /// What this library adds; no value, no credential.
    public var detail: String?
    /// What became of the work.
    public var outcome: Outcome
    /// By which the outcome can be asked for, when it is unknown and the transaction's identifier was recorded.
    public var transactionID: TransactionID?
    /// The error was raised within a function, whose author wrote its texts.
    var isFromFunction = false
    /// The server has the statement, but cannot run it any more: it must be prepared again.
    var isStalePlan = false

    /// Makes an error of this library's own.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - detail: What happened, where, and what to do next; without values and credentials.
    ///   - outcome: What became of the work.
    public init(_ code: Code, detail: String? = nil, outcome: Outcome = .notApplied) {
        self.code = code
        self.detail = detail
        self.outcome = outcome
    }

    /// Whether the same work may be done again without being done twice: the outcome is certain, and the cause is one
    /// that passes (a serialisation failure, a deadlock, a lock or a connection that was not to be had).
    public var isRetrySafe: Bool {
        guard outcome != .unknown else { return false }
        switch code {
        case .acquireTimeout, .overloaded, .connectionFailed, .connectionLost, .timedOut: return true
        case .server:
            let passing: Set<SQLState> = [
                .serializationFailure, .deadlockDetected, .lockNotAvailable, .tooManyConnections, .cannotConnectNow,
                .adminShutdown,
            ]
            return sqlState.map(passing.contains) ?? false
        default: return false
        }
    }
}
