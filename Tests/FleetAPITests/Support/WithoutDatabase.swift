import AccessTokens
import DataAccess
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import PostgresDriver

@testable import FleetAPI

/// A database nobody starts.
func unreachableDatabase() throws -> Database {
    try Database(
        configuration: DatabaseConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: 1), database: "none", tls: .disabled, admin: nil,
            webapp: PoolConfiguration(user: "a", maximum: 1), readonly: PoolConfiguration(user: "b", maximum: 1)),
        logger: .silent)
}

/// The application over ``unreachableDatabase()``: for whatever must be answered before a statement is sent.
func withoutDatabase<Value: Sendable>(
    _ setup: TestingSetup = .router, _ body: @escaping @Sendable (Client) async throws -> Value
) async throws -> Value {
    let application = FleetApplication.make(
        database: try unreachableDatabase(), verifier: try await TokenVerifier(key: Bearer.key),
        address: .hostname("127.0.0.1", port: 0), logger: .silent)
    return try await application.test(setup) { try await body(Client(transport: $0)) }
}

/// Every route the application declares.
func routesOfTheApplication() async throws -> [Route] {
    FleetApplication.routes(try unreachableDatabase())
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
