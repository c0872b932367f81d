/// How a session's transaction runs. Whether it is read-only follows from the session's role.
public struct TransactionOptions: Sendable, Hashable {
    /// What it sees of other transactions.
    public var isolation: IsolationLevel
    /// Whether a serialisable read waits for a snapshot with which it can neither fail nor make others fail. Without
    /// effect on any other transaction.
    public var isDeferrable: Bool
    /// After this long the transaction is ended on the server, whether a statement is under way or not.
    public var timeout: TransactionTimeout
    /// Whether the closure runs again after a serialisation failure or a deadlock; nil for never.
    public var retry: Retry?

    /// Whether the transaction's identifier is recorded, in the round trip that opens it. When the connection breaks at
    /// COMMIT the server is asked for up to 5 s what became of it, so that an outcome stays unknown only when the server
    /// cannot tell. Without effect on a read.
    public var tracksOutcome: Bool

    /// Makes options; by default those of PostgreSQL, with ``TransactionTimeout/standard`` and no retry.
    public init(
        isolation: IsolationLevel = .readCommitted, isDeferrable: Bool = false,
        timeout: TransactionTimeout = .standard, retry: Retry? = nil,
        tracksOutcome: Bool = false
    ) {
        self.isolation = isolation
        self.isDeferrable = isDeferrable
        self.timeout = timeout
        self.retry = retry
        self.tracksOutcome = tracksOutcome
    }
}
