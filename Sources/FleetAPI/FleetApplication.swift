import AccessTokens
import DataAccess
import Hummingbird
import Logging
import NIOCore

/// The fleet's HTTP API over a database.
enum FleetApplication {
    /// Builds the application; nothing listens before it is run.
    ///
    /// - Parameters:
    ///   - database: started by the caller; this application does not run it.
    ///   - verifier: checks the tokens of requests.
    ///   - address: where to listen.
    ///   - logger: carries the request's identifier on every line of a request.
    ///   - onListening: called with the port once requests are accepted.
    static func make(
        database: Database, verifier: TokenVerifier, address: BindAddress, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let router = Router(routes: routes(database), authenticator: Authenticator(verifier: verifier))
        return Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: address, serverName: "fleet-api"),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { onListening(port) }
            },
            logger: logger)
    }

    /// Every route of the API.
    static func routes(_ database: Database) -> [Route] {
        HealthRoutes.all(database) + PoolRoutes.all(database) + VendorRoutes(database: database).all
            + VehicleModelRoutes(database: database).all
    }
}
