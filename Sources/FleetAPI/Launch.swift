import DataAccess
import Foundation
import Hummingbird
import Logging
import NIOCore
import PostgresDriver
import ServiceLifecycle
import UnixSignals

/// From environment to running service.
enum Launch {
    /// Runs until SIGTERM or SIGINT, then lets requests under way finish.
    ///
    /// - Parameter onListening: called with the base URL once requests are accepted.
    static func run(onListening: @escaping @Sendable (_ address: String) -> Void) async throws {
        let configuration = try await ProcessConfiguration.read()
        LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
        var logger = Logger(label: "fleet-api")
        logger.logLevel = configuration.fleet.logLevel

        let verifier = try await TokenKey.verifier(configuration.fleet.tokenKeyFile)
        let database = try Database(
            configuration: configuration.database, naming: ParsedStatementNaming(), logger: logger)
        let executor = configuration.fleet.usesDatabaseExecutor ? database.executor : nil
        // Handlers run on the database's loops, so that those of the sockets only read and write.
        if executor != nil { NIOSingletons.groupLoopCountSuggestion = max(1, System.coreCount / 2) }
        let host = configuration.fleet.host
        let application = FleetApplication.make(
            database: database, verifier: verifier,
            address: .hostname(host, port: configuration.fleet.port), rate: configuration.fleet.requestRate,
            logger: logger
        ) { port in
            onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        }
        // The last service stops first: no connection is closed under a request.
        let group = ServiceGroup(configuration: serviceGroup([database, application], logger: logger))
        // Handlers inherit the executor of the connections they await, which spares two thread changes a statement.
        try await withTaskExecutorPreference(executor) {
            do throws(DatabaseError) {
                try await database.start()
            } catch {
                throw UnusableDatabase(cause: error)
            }
            do {
                try await group.run()
            } catch {
                throw ListenFailure(error, host: host, port: configuration.fleet.port) ?? error
            }
        }
    }

    private static func serviceGroup(_ services: [any Service], logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        return configuration
    }
}
