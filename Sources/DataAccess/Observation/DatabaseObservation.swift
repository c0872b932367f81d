import ConnectionPooling
import Logging
import Metrics
import Synchronization
import Tracing

/// Watches a database at work, pool by pool.
///
/// What a request waits for is only counting; naming statements, warnings of slow ones and gauges wait for a tick.
final class DatabaseObservation: Sendable {
    private let configuration: DatabaseConfiguration
    private let logger: Logger
    private let naming: (any StatementNaming)?
    private let factory: any MetricsFactory
    private let operations: OperationMetrics
    private let tracing: StatementTracing
    private let gate = Mutex(SlowStatementGate())

    /// Metrics and spans go where the process's metrics system and tracer are at this moment.
    init(configuration: DatabaseConfiguration, logger: Logger, naming: (any StatementNaming)?) {
        self.configuration = configuration
        self.logger = logger
        self.naming = naming
        let server = ServerAttributes(configuration)
        factory = MetricsSystem.factory
        operations = OperationMetrics(factory: factory, server: server, pools: configuration.logins.map(\.pool))
        tracing = StatementTracing(
            tracer: InstrumentationSystem.tracer, server: server, includesText: configuration.observation.tracesText)
    }

    /// What watches a pool.
    func watch(_ pool: PoolName, _ login: PoolConfiguration) -> PoolWatch {
        let log = QueryLog(
            logger: logger, pool: pool, writesLines: configuration.logQueries, settings: configuration.observation,
            metrics: operations, tracing: tracing)
        return PoolWatch(
            log: log, metrics: PoolMetrics(factory: factory, pool: pool),
            events: PoolEventLog(logger: logger, pool: pool) { log.name(of: $0) }, minimumIdle: login.minimumIdle)
    }

    /// What the lane's state is reported to.
    func laneMetrics() -> LaneMetrics { LaneMetrics(factory: factory) }

    /// Ticks every second until its task is cancelled, and once more then.
    func run(_ pools: [RolePool]) async {
        repeat { tick(pools, at: .now) } while (try? await Task.sleep(for: .seconds(1))) != nil
        tick(pools, at: .now)
    }

    /// Does what has waited for a tick.
    private func tick(_ pools: [RolePool], at now: ContinuousClock.Instant) {
        for pool in pools {
            if let naming { pool.watch.log.nameNewStatements(naming) }
            pool.watch.tick(pool.connections.statistics, waitingPeak: pool.connections.takeWaitingPeak())
        }
        let slow = pools.flatMap { $0.watch.log.takeSlow() }
        let warnings = gate.withLock { gate in
            gate.endWindows(at: now) + slow.compactMap { gate.admit($0, at: now) }
        }
        for warning in warnings { write(warning) }
    }

    private func write(_ warning: SlowStatementGate.Warning) {
        let statement = warning.statement
        var metadata = statement.sample.metadata(statement.name, statement.pool)
        metadata["suppressed"] = "\(warning.suppressed)"
        ServiceContext.withValue(statement.context) { [metadata] in
            logger.warning("slow statement", metadata: metadata)
        }
    }
}
