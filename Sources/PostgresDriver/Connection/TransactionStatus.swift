/// What the server said of the session's transaction with its last answer.
public enum TransactionStatus: Hashable, Sendable {
    /// No transaction is open.
    case idle
    /// A statement is under way.
    case active
    /// A transaction is open.
    case inTransaction
    /// A transaction is open and has failed: it can only be rolled back.
    case inFailedTransaction
    /// The connection is broken.
    case unknown
}
