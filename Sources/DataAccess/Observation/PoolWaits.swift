/// How long callers of one pool waited for a connection since the process started, those who got one at once included.
public struct PoolWaits: Sendable, Hashable {
    /// Half of the callers waited no longer. Percentiles are off by at most one part in 32, or half a microsecond.
    public var p50: Duration
    /// Of 100 callers 95 waited no longer.
    public var p95: Duration
    /// Of 100 callers 99 waited no longer.
    public var p99: Duration
}

extension PoolWaits {
    /// - Parameters:
    ///   - waits: The waits of those who had to.
    ///   - leases: How many got a connection, with or without a wait.
    init(_ waits: DurationHistogram, leases: Int) {
        func percentile(_ fraction: Double) -> Duration {
            let rank = (fraction * Double(leases)).rounded(.up)
            let beyond = rank - Double(max(0, leases - Int(waits.count)))
            return beyond <= 0 ? .zero : waits.percentile(min(1, beyond / Double(waits.count)))
        }
        self.init(p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99))
    }
}
