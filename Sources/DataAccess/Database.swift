public import ConnectionPooling
public import Logging
public import PostgresDriver
import Synchronization

/// Three role-separated pools and the sessions on them.
///
/// Call ``start()`` before serving, and run it as a service: its connections are opened while ``run()`` runs.
public final class Database: Sendable {
    /// The executor the connections live on.
    ///
    /// `withTaskExecutorPreference(database.executor) { … }` around a server's run loop makes a task follow the
    /// connection that woke it, which about halves the client's CPU time per query. It is opt-in because a handler that
    /// computes for long would hold up the connections of its loop.
    public let executor: PostgresExecutor

    let configuration: DatabaseConfiguration
    let logger: Logger
    let pools: [PoolName: RolePool]
    let probes: [PoolName: RoleProbe]
    /// What short reads share; nil when there is no lane.
    let multiplexer: Multiplexer?
    let monitor: HealthMonitor
    let observation: DatabaseObservation
    let deadlines = TransactionDeadlines()
    let isStarted = Atomic(false)

    /// Makes the database of a configuration; connects nothing yet.
    ///
    /// - Parameters:
    ///   - configuration: Where the database is and which logins work in it.
    ///   - executor: Whose loops serve the connections.
    ///   - naming: Gives statements better names than the keyword they begin with, while ``run()`` runs.
    ///   - logger: Where statements and changes of health are written. Metrics and spans go where the process's metrics
    ///     system and tracer are at this moment, so those have to be set up before.
    /// - Throws: ``ConfigurationProblems`` when the configuration contradicts itself.
    public init(
        configuration: DatabaseConfiguration, executor: PostgresExecutor = .shared,
        naming: (any StatementNaming)? = nil, logger: Logger
    ) throws {
        try configuration.validate()
        self.configuration = configuration
        self.executor = executor
        self.logger = logger
        func connector(_ name: PoolName, _ login: PoolConfiguration, _ purpose: String = "") -> RoleConnector {
            RoleConnector(pool: name, login: login, database: configuration, executor: executor, purpose: purpose)
        }
        var pools: [PoolName: RolePool] = [:]
        var probes: [PoolName: RoleProbe] = [:]
        let observation = DatabaseObservation(configuration: configuration, logger: logger, naming: naming)
        self.observation = observation
        for (name, login) in configuration.logins {
            pools[name] = RolePool(
                connector: connector(name, login), login: login, watch: observation.watch(name, login))
            probes[name] = RoleProbe(
                connector: connector(name, login, " probe"), keepsConnection: name != .admin)
        }
        self.pools = pools
        multiplexer = configuration.lane.map { connector(.readonly, configuration.readonly, " lane").lane($0) }
        self.probes = probes
        self.monitor = HealthMonitor(
            interval: configuration.healthCheckInterval, pools: pools, probes: probes, logger: logger
        ) { [pools] name in pools[name]?.connections.connectivityRestored() }
    }

    /// The verdict on the database.
    ///
    /// Cheap, and never borrows a connection: it joins what the background probes last found, `checkedAt`, with the
    /// state of the pools at this instant.
    public func health() -> HealthReport { monitor.report() }

    /// The state of every pool at this instant.
    public func poolStatistics() -> [PoolName: PoolStatistics] { pools.mapValues { $0.connections.statistics } }
}
