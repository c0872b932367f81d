public import FoundationEssentials

/// The verdict on the database, with what it rests on.
///
/// Encode ``checkedAt`` with the ISO 8601 date strategy.
public struct HealthReport: Sendable, Hashable, Codable {
    /// The verdict.
    public var status: HealthStatus
    /// When the last probe ended; it ages visibly when no probe is possible.
    public var checkedAt: Date
    /// The pools that exist; without admin credentials there is no `admin`.
    public var pools: [PoolName: PoolHealth]

    /// Makes a report from its parts.
    public init(status: HealthStatus, checkedAt: Date, pools: [PoolName: PoolHealth]) {
        self.status = status
        self.checkedAt = checkedAt
        self.pools = pools
    }
}
