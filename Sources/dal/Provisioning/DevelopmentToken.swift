import AccessTokens
import Foundation
import Secrets

extension Context {
    static let tokenKeyName = "token-key"
    static let developmentTokenName = "development-token"

    /// Signs a token for a tenant with the application's key, which is made at first use.
    func token(for tenant: UUID, permissions: [String]) async throws -> Secret {
        let key = try secrets.readOrCreate(Self.tokenKeyName) { .randomKey() }
        let tokens = project.file.tokens
        let issuer = try await TokenIssuer(key: key)
        return Secret(
            try await issuer.token(
                for: tenant, subject: "developer", permissions: permissions.isEmpty ? tokens.permissions : permissions,
                lifetime: .seconds(tokens.lifetimeHours * 3_600)))
    }
}
