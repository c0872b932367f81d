import Logging
import Metrics
import PostgresDriver
import Tracing

@testable import DataAccess

extension QueryLog {
    /// Names no server that is there.
    static var configuration: DatabaseConfiguration {
        DatabaseConfiguration(
            endpoint: .tcp(host: "db.test", port: 5432), database: "fleet", admin: nil,
            webapp: PoolConfiguration(user: "web", maximum: 1), readonly: PoolConfiguration(user: "read", maximum: 1))
    }

    /// A log of its own, away from any database.
    convenience init(
        logger: Logger = .quiet, pool: PoolName = .webapp, isEnabled: Bool = false,
        settings: ObservationConfiguration = ObservationConfiguration(),
        factory: any MetricsFactory = NOOPMetricsHandler.instance, tracer: any Tracer = NoOpTracer()
    ) {
        let server = ServerAttributes(Self.configuration)
        self.init(
            logger: logger, pool: pool, writesLines: isEnabled, settings: settings,
            metrics: OperationMetrics(factory: factory, server: server, pools: [pool]),
            tracing: StatementTracing(tracer: tracer, server: server, includesText: settings.tracesText))
    }
}
