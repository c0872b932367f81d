import AccessTokens
import DataAccess
import Foundation
import Hummingbird
import Logging
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

        let key = try TokenKey.read(configuration.fleet.tokenKeyFile)
        let verifier = try await TokenVerifier(key: key)
        let database = try Database(configuration: configuration.database, logger: logger)
        let executor = configuration.fleet.usesDatabaseExecutor ? database.executor : nil
        let host = configuration.fleet.host
        let application = FleetApplication.make(
            database: database, verifier: verifier,
            address: .hostname(host, port: configuration.fleet.port), logger: logger
        ) { port in
            onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        }
        // The last service stops first: no connection is closed under a request.
        let group = ServiceGroup(configuration: serviceGroup([database, application], logger: logger))
        // Handlers inherit the executor of the connections they await, which spares two thread changes a statement.
        try await withTaskExecutorPreference(executor) {
            try await database.start()
            try await group.run()
        }
    }

    private static func serviceGroup(_ services: [any Service], logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        return configuration
    }
}
