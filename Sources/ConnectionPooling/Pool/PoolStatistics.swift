/// The state of a pool at one instant, read from the pool itself and never counted up and down beside it.
///
/// `total == idle + inUse + opening + closing` and `total <= maximum` hold in every value.
public struct PoolStatistics: Sendable, Hashable {
    /// Connections that hold a slot of the pool, whatever they are doing.
    public var total: Int
    /// Connections ready to be leased.
    public var idle: Int
    /// Connections leased to a caller.
    public var inUse: Int
    /// Connections being opened, or validated after a time without use.
    public var opening: Int
    /// Connections being closed; each holds its slot until the close is confirmed.
    public var closing: Int
    /// Callers queued for a connection.
    public var waiting: Int
    /// The most slots the pool may ever hold.
    public var maximum: Int
    /// How many connects have failed since the last one that succeeded; 0 when the pool can connect.
    public var consecutiveConnectFailures: Int

    /// What has happened since the pool was made.
    public var totals: PoolTotals

    /// Whether every slot is leased and callers are queued.
    public var isSaturated: Bool { waiting > 0 && inUse == maximum }

    /// Makes statistics from their parts.
    public init(
        total: Int, idle: Int, inUse: Int, opening: Int, closing: Int, waiting: Int, maximum: Int,
        consecutiveConnectFailures: Int = 0, totals: PoolTotals = PoolTotals()
    ) {
        self.total = total
        self.idle = idle
        self.inUse = inUse
        self.opening = opening
        self.closing = closing
        self.waiting = waiting
        self.maximum = maximum
        self.consecutiveConnectFailures = consecutiveConnectFailures
        self.totals = totals
    }
}
