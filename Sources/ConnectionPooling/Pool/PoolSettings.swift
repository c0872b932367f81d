/// How large a pool is and how long its connections live.
public struct PoolSettings: Sendable, Hashable {
    /// The most slots the pool may hold at any time, opening and closing connections included; at least 1.
    public var maximum: Int
    /// How many idle connections are kept ready, 0 to `maximum`. 0 opens the first connection at its first use.
    public var minimumIdle: Int
    /// How long a caller waits for a connection unless it says otherwise.
    public var acquireTimeout: Duration
    /// How old a connection may become before it is replaced.
    public var maximumLifetime: Duration
    /// By which part of `maximumLifetime` at most a connection's life is shortened, 0 to 1, drawn once at its birth, so
    /// that connections born together do not end together.
    public var lifetimeJitter: Double
    /// How long a connection beyond `minimumIdle` may stay idle.
    public var idleTimeout: Duration
    /// How many connects may be under way at once; at least 1. While connecting fails it is one.
    public var maximumConcurrentConnects: Int
    /// How long to wait between connects that fail.
    public var connectBackoff: ConnectBackoff
    /// When a connect that has neither succeeded nor failed is cancelled: the last resort against one that hangs, so
    /// longer than the connect's own deadlines together.
    public var connectTimeout: Duration
    /// How long after its last use a connection is leased without asking it for a sign of life first.
    public var validationGrace: Duration
    /// How long a connection may take to give one; then it is closed.
    public var validationTimeout: Duration
    /// After how long without use an idle connection is asked for one, one at a time, when `housekeepingInterval` comes
    /// round.
    public var keepaliveInterval: Duration
    /// When callers are sent away before their deadline; nil never does.
    public var shedding: LoadShedding?
    /// How often idle connections and long leases are looked over.
    public var housekeepingInterval: Duration

    /// After how long a wait a lease is reported as slow.
    public var slowAcquireThreshold: Duration
    /// How long a lease may last before it is reported as a possible leak.
    public var leakThreshold: Duration

    /// Makes settings; a value out of its range is taken as the nearest that is in it.
    public init(
        maximum: Int,
        minimumIdle: Int = 0,
        acquireTimeout: Duration = .seconds(5),
        maximumLifetime: Duration = .seconds(30 * 60),
        lifetimeJitter: Double = 0.1,
        idleTimeout: Duration = .seconds(10 * 60),
        maximumConcurrentConnects: Int = 4,
        connectBackoff: ConnectBackoff = ConnectBackoff(),
        connectTimeout: Duration = .seconds(15),
        validationGrace: Duration = .seconds(1),
        validationTimeout: Duration = .seconds(1),
        keepaliveInterval: Duration = .seconds(60),
        shedding: LoadShedding? = nil,
        housekeepingInterval: Duration = .seconds(30),
        slowAcquireThreshold: Duration = .seconds(2),
        leakThreshold: Duration = .seconds(30)
    ) {
        self.maximum = max(1, maximum)
        self.minimumIdle = min(max(0, minimumIdle), self.maximum)
        self.acquireTimeout = acquireTimeout
        self.maximumLifetime = maximumLifetime
        self.lifetimeJitter = min(max(0, lifetimeJitter), 1)
        self.idleTimeout = idleTimeout
        self.maximumConcurrentConnects = max(1, maximumConcurrentConnects)
        self.connectBackoff = connectBackoff
        self.connectTimeout = connectTimeout
        self.validationGrace = validationGrace
        self.validationTimeout = validationTimeout
        self.keepaliveInterval = keepaliveInterval
        self.shedding = shedding
        self.housekeepingInterval = housekeepingInterval
        self.slowAcquireThreshold = slowAcquireThreshold
        self.leakThreshold = leakThreshold
    }
}
