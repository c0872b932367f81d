import AccessTokens
import DataAccess
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceLifecycle
import Testing

@testable import FleetAPI

/// What an integration test works with: the application over a real database, and two tenants of its own.
struct Fleet: Sendable {
    let server: FleetServer
    let database: Database
    /// Has every permission in ``tenant``.
    let client: Client
    let tenant: UUID
    /// Has every permission in another tenant.
    let stranger: Client
}

/// Runs `body` over the application and the server all tests share.
func withFleet<Value: Sendable>(
    on shared: Task<FleetServer, any Error> = FleetServer.shared,
    _ body: @escaping @Sendable (Fleet) async throws -> Value
) async throws -> Value {
    let server = try await shared.value
    let (tenant, other) = (try await server.makeTenant(), try await server.makeTenant())
    let database = try Database(configuration: server.configuration, logger: .silent)
    return try await running(database) {
        let application = FleetApplication.make(
            database: database, verifier: try await TokenVerifier(key: Bearer.key),
            address: .hostname("127.0.0.1", port: 0), logger: .silent)
        return try await application.test(.router) { transport in
            let client = Client(transport: transport)
            return try await body(
                Fleet(
                    server: server, database: database, client: try await client.with(Bearer(tenant: tenant)),
                    tenant: tenant, stranger: try await client.with(Bearer(tenant: other))))
        }
    }
}

private func running<Value: Sendable>(
    _ database: Database, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await database.start()
    let group = ServiceGroup(services: [database], logger: .silent)
    return try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return try result.get()
    }
}

/// Waits until `condition` holds; what is still false after `limit` is a failure.
func eventually(
    within limit: Duration, _ comment: Comment, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, comment)
        try await Task.sleep(for: .milliseconds(20))
    }
}
