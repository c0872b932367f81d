/// What is known of one pool.
public struct PoolHealth: Sendable, Hashable, Codable {
    /// Whether the pool can be used and works under its own login.
    public var healthy: Bool
    /// The user the server says the pool's login is (`current_user`); nil before the first successful probe.
    public var user: String?
    /// Connections that hold a slot.
    public var total: Int
    /// Connections ready to be leased.
    public var idle: Int
    /// Connections leased.
    public var inUse: Int
    /// Callers waiting for a connection.
    public var waiting: Int
    /// The most connections the pool may hold.
    public var max: Int
    /// The probe's round trip in milliseconds; nil when the last probe failed.
    public var latencyMs: Double?
    /// Why the pool is not at its best; nil when it is.
    public var reason: Reason?
    /// What is wrong, in words without addresses, values or credentials; nil when healthy.
    public var error: String?

    /// Makes the health of a pool from its parts.
    public init(
        healthy: Bool, user: String?, total: Int, idle: Int, inUse: Int, waiting: Int, max: Int, latencyMs: Double?,
        reason: Reason?, error: String?
    ) {
        self.healthy = healthy
        self.user = user
        self.total = total
        self.idle = idle
        self.inUse = inUse
        self.waiting = waiting
        self.max = max
        self.latencyMs = latencyMs
        self.reason = reason
        self.error = error
    }
}

extension PoolHealth {
    /// Writes every key, with an explicit null where there is no value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(healthy, forKey: .healthy)
        try container.encode(user, forKey: .user)
        try container.encode(total, forKey: .total)
        try container.encode(idle, forKey: .idle)
        try container.encode(inUse, forKey: .inUse)
        try container.encode(waiting, forKey: .waiting)
        try container.encode(max, forKey: .max)
        try container.encode(latencyMs, forKey: .latencyMs)
        try container.encode(reason, forKey: .reason)
        try container.encode(error, forKey: .error)
    }
}
