public import FoundationEssentials
import JWTKit
public import Secrets

/// Signs access tokens with HS256.
public struct TokenIssuer: Sendable {
    private let keys: JWTKeyCollection
    private let issuer: String
    private let audience: String

    /// Makes an issuer.
    /// - Parameters:
    ///   - key: at least 32 bytes of UTF-8, else ``TokenError/Code/weakKey``.
    ///   - issuer: who issues, the `iss` claim.
    ///   - audience: for whom, the `aud` claim.
    public init(
        key: Secret, issuer: String = "fleet", audience: String = "fleet-api"
    ) async throws(TokenError) {
        self.keys = try await SigningKey.collection(of: key)
        self.issuer = issuer
        self.audience = audience
    }

    /// A signed token.
    /// - Parameters:
    ///   - tenant: the tenant whose rows the bearer may reach.
    ///   - subject: who the bearer is.
    ///   - permissions: what the bearer may do.
    ///   - lifetime: how long from `now` the token is valid, at least one second; parts of a second are dropped.
    ///   - now: the time of issue.
    /// - Throws: ``TokenError/Code/invalidLifetime``; ``TokenError/Code/malformed`` when a claim cannot be written as
    ///   JSON.
    public func token(
        for tenant: UUID, subject: String, permissions: [String], lifetime: Duration, now: Date = Date()
    ) async throws(TokenError) -> String {
        guard lifetime >= .seconds(1) else { throw TokenError(.invalidLifetime) }
        let issuedAt = now.timeIntervalSince1970.rounded(.down)
        let payload = TokenPayload(
            subject: subject, tenant: tenant, permissions: permissions, issuedAt: issuedAt,
            expiresAt: issuedAt + Double(lifetime.components.seconds), issuer: issuer,
            audience: Audience(audience), id: UUID().uuidString.lowercased())
        do {
            return try await keys.sign(payload)
        } catch {
            // Signing fails only when a claim cannot be written as JSON.
            throw TokenError(.malformed)
        }
    }
}
