public import FoundationEssentials

/// What a verified token says about its bearer.
public struct AccessClaims: Hashable, Sendable {
    /// Who the bearer is (`sub`).
    public let subject: String
    /// The tenant whose rows the bearer may reach (`tenant_id`).
    public let tenant: UUID
    /// What the bearer may do (`permissions`).
    public let permissions: [String]
    /// When the token was issued (`iat`), to the second.
    public let issuedAt: Date
    /// When the token ends (`exp`), to the second.
    public let expiresAt: Date
    /// The token's own identifier (`jti`).
    public let id: String
}
