public import FoundationEssentials
import JWTKit
public import Secrets

/// Checks access tokens: algorithm, signature, issuer, audience and time, in this order.
public struct TokenVerifier: Sendable {
    private let keys: JWTKeyCollection
    private let issuer: String
    private let audience: String
    private let leeway: Double

    /// Makes a verifier.
    /// - Parameters:
    ///   - key: the issuer's key; at least 32 bytes of UTF-8, else ``TokenError/Code/weakKey``.
    ///   - issuer: the `iss` claim a token must have.
    ///   - audience: the `aud` a token must name, alone or among others.
    ///   - leeway: by how much the clocks of issuer and verifier may differ.
    public init(
        key: Secret, issuer: String = "fleet", audience: String = "fleet-api", leeway: Duration = .seconds(5)
    ) async throws(TokenError) {
        self.keys = try await SigningKey.collection(of: key)
        self.issuer = issuer
        self.audience = audience
        self.leeway = leeway / .seconds(1)
    }

    /// The claims of a token that passes.
    /// - Parameters:
    ///   - token: as the client sent it, without `Bearer`.
    ///   - now: the time to judge by.
    /// - Throws: the first reason to refuse it. Asking again gives the same, but for a token not valid yet.
    public func verify(_ token: String, now: Date = Date()) async throws(TokenError) -> AccessClaims {
        guard try TokenHeader(of: token).isPlainHS256 else { throw TokenError(.unsupportedAlgorithm) }
        let payload = try await signedPayload(of: token)
        guard payload.issuer == issuer else { throw TokenError(.wrongIssuer) }
        guard payload.audience.names.contains(audience) else { throw TokenError(.wrongAudience) }
        let seconds = now.timeIntervalSince1970
        guard seconds < payload.expiresAt + leeway else { throw TokenError(.expired) }
        let start = max(payload.issuedAt, payload.notBefore ?? payload.issuedAt)
        guard start <= seconds + leeway else { throw TokenError(.notYetValid) }
        return AccessClaims(payload)
    }

    private func signedPayload(of token: String) async throws(TokenError) -> TokenPayload {
        do {
            return try await keys.verify(token, as: TokenPayload.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw TokenError(.signature)
        } catch {
            throw TokenError(.malformed)
        }
    }
}
