/// What became of a transaction, as the server remembers it.
public enum TransactionOutcome: String, Sendable, Hashable {
    /// It took effect.
    case committed
    /// Nothing of it remains.
    case rolledBack
    /// It is still under way, or prepared.
    case inProgress
    /// The server cannot tell: it is long ago, or a standby has taken the server's place since.
    case forgotten

    /// - Parameters:
    ///   - status: What `pg_xact_status` says; nil for a transaction of which it remembers nothing.
    ///   - isSameTimeline: Whether the number still means the same transaction.
    init(status: String?, isSameTimeline: Bool) {
        switch status {
        case "committed" where isSameTimeline: self = .committed
        case "aborted" where isSameTimeline: self = .rolledBack
        case "in progress" where isSameTimeline: self = .inProgress
        default: self = .forgotten
        }
    }
}
