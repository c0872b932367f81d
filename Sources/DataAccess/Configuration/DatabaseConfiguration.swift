public import PostgresDriver

/// Where the database is and which login each of the role-separated pools uses.
public struct DatabaseConfiguration: Sendable {
    /// A TCP host with its port, or a Unix-socket directory.
    public var endpoint: ConnectionConfiguration.Endpoint
    /// The database's name.
    public var database: String
    /// How the connection is encrypted; a Unix socket never is.
    public var tls: ConnectionConfiguration.TLS
    /// What stands between this process and the server.
    public var pooler: Pooler
    /// The pool of the database's owner; nil leaves the process without admin credentials, and `administer` throws.
    public var admin: PoolConfiguration?
    /// The pool of the application's writes.
    public var webapp: PoolConfiguration
    /// The pool of the application's reads.
    public var readonly: PoolConfiguration
    /// The pool of reads across all tenants, by jobs and sign-in; nil when there are none, and `acrossTenants` throws.
    public var acrossTenants: PoolConfiguration?
    /// The shared connections of short reads; nil when there are none, and ``Database/lane`` throws.
    public var lane: LaneConfiguration?
    /// Whether every statement is logged: pool, operation, duration, rows and outcome, never values.
    public var logQueries: Bool
    /// What is seen of statements while they run.
    public var observation: ObservationConfiguration
    /// How often each role is probed while all is well. While the database is down it is probed every second.
    public var healthCheckInterval: Duration
    /// How connections name themselves in `pg_stat_activity`; the pool's name is appended.
    public var applicationName: String
    /// How long shutting down waits for sessions under way before their connections are closed under them.
    public var shutdownTimeout: Duration

    /// Makes a configuration. Use ``validate()`` to have what is wrong with it named.
    public init(
        endpoint: ConnectionConfiguration.Endpoint,
        database: String,
        tls: ConnectionConfiguration.TLS = .verifyFull(rootCertificate: nil),
        pooler: Pooler = .none,
        admin: PoolConfiguration?,
        webapp: PoolConfiguration,
        readonly: PoolConfiguration,
        acrossTenants: PoolConfiguration? = nil,
        lane: LaneConfiguration? = nil,
        logQueries: Bool = false,
        observation: ObservationConfiguration = ObservationConfiguration(),
        healthCheckInterval: Duration = .seconds(30),
        applicationName: String = "dal",
        shutdownTimeout: Duration = .seconds(10)
    ) {
        self.endpoint = endpoint
        self.database = database
        self.tls = tls
        self.pooler = pooler
        self.admin = admin
        self.webapp = webapp
        self.readonly = readonly
        self.acrossTenants = acrossTenants
        self.lane = lane
        self.logQueries = logQueries
        self.observation = observation
        self.healthCheckInterval = healthCheckInterval
        self.applicationName = applicationName
        self.shutdownTimeout = shutdownTimeout
    }
}
