/// A key of the configuration, by its environment name.
struct ConfigurationKey: Sendable, Hashable {
    let name: String

    /// The parts swift-configuration joins to the environment name.
    var components: [String] { name.lowercased().split(separator: "_").map(String.init) }

    static let host = ConfigurationKey(name: "DB_HOST")
    static let port = ConfigurationKey(name: "DB_PORT")
    static let database = ConfigurationKey(name: "DB_NAME")
    static let tlsEnabled = ConfigurationKey(name: "DB_SSL_ENABLED")
    static let tlsAuthority = ConfigurationKey(name: "DB_SSL_CA")
    static let pooler = ConfigurationKey(name: "DB_POOLER")
    static let logQueries = ConfigurationKey(name: "DB_LOG_QUERIES")
    static let slowQuery = ConfigurationKey(name: "DB_SLOW_QUERY_MS")
    static let traceQueryText = ConfigurationKey(name: "DB_TRACE_QUERY_TEXT")
    static let healthCheckInterval = ConfigurationKey(name: "DB_HEALTH_CHECK_INTERVAL")
    static let acquireTimeout = ConfigurationKey(name: "DB_ACQUIRE_TIMEOUT")
    static let loadShedding = ConfigurationKey(name: "DB_LOAD_SHEDDING")
    static let maximumLifetime = ConfigurationKey(name: "DB_MAX_LIFETIME")
    static let idleTimeout = ConfigurationKey(name: "DB_IDLE_TIMEOUT")

    static let laneSize = ConfigurationKey(name: "DB_LANE_SIZE")
    static let laneTimeout = ConfigurationKey(name: "DB_LANE_TIMEOUT")

    static func user(_ pool: PoolName) -> ConfigurationKey { of(pool, "USER") }
    static func password(_ pool: PoolName) -> ConfigurationKey { of(pool, "PASSWORD") }
    static func poolSize(_ pool: PoolName) -> ConfigurationKey { of(pool, "POOL_SIZE") }

    private static func of(_ pool: PoolName, _ what: String) -> ConfigurationKey {
        ConfigurationKey(name: "DB_\(pool.rawValue.uppercased())_\(what)")
    }
}
