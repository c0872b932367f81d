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
    ///   - rate: how many requests each bearer may send; nil for any number.
    ///   - logger: carries the request's identifier on every line of a request.
    ///   - onListening: called with the port once requests are accepted.
    static func make(
        database: Database, verifier: TokenVerifier, address: BindAddress, rate: RequestRate? = nil, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let admission = Admission(
            authenticator: Authenticator(verifier: verifier), limiter: rate.map { RateLimiter($0) })
        let router = Router(routes: routes(database), admission: admission)
        return Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: address, serverName: "fleet-api"),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { onListening(port) }
            },
            logger: logger)
    }

    /// Every route of the API, the one of its specification among them.
    static func routes(_ database: Database) -> [Route] {
        let routes = resources(database)
        return routes + DocumentRoutes.all(describing: routes)
    }

    private static func resources(_ database: Database) -> [Route] {
        HealthRoutes.all(database) + PoolRoutes.all(database) + VendorRoutes(database: database).all
            + DriverRoutes(database: database).all + VehicleRoutes(database: database).all
            + InspectionRoutes(database: database).all + WorkOrderRoutes(database: database).all
            + VehicleModelRoutes(database: database).all
    }
}
