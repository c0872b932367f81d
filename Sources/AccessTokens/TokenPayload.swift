import FoundationEssentials
import JWTKit

/// The claims as they stand in a token.
struct TokenPayload: JWTPayload {
    var subject: String
    var tenant: UUID
    var permissions: [String]
    var issuedAt: Double
    var notBefore: Double?
    var expiresAt: Double
    var issuer: String
    var audience: Audience
    var id: String

    enum CodingKeys: String, CodingKey {
        case subject = "sub"
        case tenant = "tenant_id"
        case permissions
        case issuedAt = "iat"
        case notBefore = "nbf"
        case expiresAt = "exp"
        case issuer = "iss"
        case audience = "aud"
        case id = "jti"
    }

    /// Nothing: the verifier judges the claims, with its own clock.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

extension AccessClaims {
    init(_ payload: TokenPayload) {
        self.init(
            subject: payload.subject, tenant: payload.tenant, permissions: payload.permissions,
            issuedAt: Date(timeIntervalSince1970: payload.issuedAt),
            expiresAt: Date(timeIntervalSince1970: payload.expiresAt), id: payload.id)
    }
}
