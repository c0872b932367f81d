import AccessTokens
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import FleetAPI

/// What an integration test works with: the application over a real database, and two tenants of its own.
struct Fleet: Sendable {
    let server: FleetServer
    /// Has every permission in ``tenant``.
    let client: Client
    let tenant: UUID
    /// Has every permission in another tenant.
    let stranger: Client
}

/// Runs `body` over the application and a server, by default the one all tests share.
func withFleet<Value: Sendable>(
    on server: FleetServer? = nil, _ body: @escaping @Sendable (Fleet) async throws -> Value
) async throws -> Value {
    let server = if let server { server } else { try await FleetServer.shared.value }
    let (tenant, other) = (try await server.makeTenant(), try await server.makeTenant())
    let application = FleetApplication.make(
        database: server.database, verifier: try await TokenVerifier(key: Bearer.key),
        address: .hostname("127.0.0.1", port: 0), logger: .silent)
    return try await application.test(.router) { transport in
        let client = Client(transport: transport)
        return try await body(
            Fleet(
                server: server, client: try await client.with(Bearer(tenant: tenant)), tenant: tenant,
                stranger: try await client.with(Bearer(tenant: other))))
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
