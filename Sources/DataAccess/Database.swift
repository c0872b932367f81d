public import ConnectionPooling
import FoundationEssentials
public import Logging
public import PostgresDriver
public import ServiceLifecycle

/// Three role-separated pools and the sessions on them.
///
/// Call ``start()`` before serving, and run it as a service: its connections are opened while ``run()`` runs.
public final class Database: Service {
    /// The executor the connections live on.
    ///
    /// `withTaskExecutorPreference(database.executor) { … }` around a server's run loop makes a task follow the
    /// connection that woke it, which about halves the client's CPU time per query. It is opt-in because a handler that
    /// computes for long would hold up the connections of its loop.
    public let executor: PostgresExecutor

    /// Makes the database of a configuration; connects nothing yet.
    ///
    /// - Throws: ``ConfigurationProblems`` when the configuration contradicts itself.
    public init(configuration: DatabaseConfiguration, executor: PostgresExecutor = .shared, logger: Logger) throws {
        self.executor = executor
    }

    /// Connects every role once and checks that the server knows it under the name configured.
    ///
    /// ``run()`` does this too when it was not done before.
    ///
    /// - Throws: `.configuration` with one message that names everything wrong.
    public func start() async throws {}

    /// Opens and maintains the pools and watches their health until graceful shutdown has drained them.
    public func run() async throws {}

    /// The verdict on the database. Cheap: it reads what the background probes found and never borrows a connection.
    public func health() -> HealthReport { HealthReport(status: .down, checkedAt: .init(), pools: [:]) }

    /// The state of every pool at this instant.
    public func poolStatistics() -> [PoolName: PoolStatistics] { [:] }
}
