/// The login and the size of one role's pool.
public struct PoolConfiguration: Sendable {
    /// The login this pool connects as.
    public var user: String
    /// Asked for the login's password at every connect, so a rotated password is picked up; never stored or logged.
    public var password: @Sendable () async throws -> String?
    /// The most connections the pool may hold, at least 1.
    public var maximum: Int
    /// How many idle connections the pool keeps ready, 0 to `maximum`. 0 opens the first at its first use.
    public var minimumIdle: Int
    /// How long a caller waits for a connection before `.acquireTimeout`.
    public var acquireTimeout: Duration
    /// How old a connection may become before it is replaced. Up to a tenth of it is taken off, drawn at the
    /// connection's birth.
    public var maximumLifetime: Duration
    /// How long a connection beyond ``minimumIdle`` may stay idle before it is closed.
    public var idleTimeout: Duration
    /// Whether the webapp pool sends callers away early, with `.overloaded`, when everybody has waited too long for too
    /// long; the other pools never do.
    public var shedsLoad = true

    /// Makes the configuration of a pool.
    ///
    /// - Parameters:
    ///   - user: The login the pool connects as.
    ///   - password: Asked at every connect; nil when the server asks for none.
    ///   - maximum: The most connections, at least 1.
    ///   - minimumIdle: Idle connections kept ready, 0 to `maximum`.
    ///   - acquireTimeout: How long a caller waits for a connection; not longer than a request may take.
    ///   - maximumLifetime: How old a connection may become; HikariCP's 30 minutes.
    ///   - idleTimeout: How long a surplus connection may stay idle; HikariCP's 10 minutes.
    public init(
        user: String,
        password: @escaping @Sendable () async throws -> String? = { nil },
        maximum: Int,
        minimumIdle: Int = 0,
        acquireTimeout: Duration = .seconds(5),
        maximumLifetime: Duration = .seconds(30 * 60),
        idleTimeout: Duration = .seconds(10 * 60)
    ) {
        self.user = user
        self.password = password
        self.maximum = maximum
        self.minimumIdle = minimumIdle
        self.acquireTimeout = acquireTimeout
        self.maximumLifetime = maximumLifetime
        self.idleTimeout = idleTimeout
    }
}
