import AccessTokens
import Foundation
import Secrets

@testable import FleetAPI

/// Tokens as a client would hold them, signed with the tests' own key.
struct Bearer: Sendable {
    static let key = Secret(String(repeating: "test-key", count: 8))

    var tenant: UUID
    var permissions: [Permission] = Permission.allCases

    func token(lifetime: Duration = .seconds(600), now: Date = Date()) async throws -> String {
        try await TokenIssuer(key: Self.key)
            .token(
                for: tenant, subject: "tester", permissions: permissions.map(\.rawValue), lifetime: lifetime, now: now)
    }
}
