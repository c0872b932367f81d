/// How long a transaction may take, from its first statement on.
public enum TransactionTimeout: Sendable, Hashable {
    /// 5 s for `read` and `write`, no limit for `administer`.
    case standard
    /// So long; more than zero.
    case after(Duration)
    /// No limit.
    case unlimited

    func duration(for pool: PoolName) -> Duration? {
        switch self {
        case .standard: pool.transactionTimeout
        case .after(let duration): duration
        case .unlimited: nil
        }
    }
}
