import AccessTokens
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging

@testable import FleetAPI

/// What an integration test works with: the application over a real database, and two tenants of its own.
struct Fleet: Sendable {
    let running: RunningFleet
    /// Has every permission in ``tenant``.
    let client: Client
    let tenant: UUID
    /// Has every permission in another tenant.
    let stranger: Client
}

/// Runs `body` over the application and a server, by default the one all tests share.
func withFleet<Value: Sendable>(
    on running: RunningFleet? = nil, _ body: @escaping @Sendable (Fleet) async throws -> Value
) async throws -> Value {
    let running = if let running { running } else { try await RunningFleet.shared.value }
    let (tenant, other) = (try await running.makeTenant(), try await running.makeTenant())
    let application = FleetApplication.make(
        database: running.database, verifier: try await TokenVerifier(key: Bearer.key),
        address: .hostname("127.0.0.1", port: 0), logger: .silent)
    return try await application.test(.router) { transport in
        let client = Client(transport: transport)
        return try await body(
            Fleet(
                running: running, client: try await client.with(Bearer(tenant: tenant)), tenant: tenant,
                stranger: try await client.with(Bearer(tenant: other))))
    }
}
