import AccessTokens
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Finds out who sends a request.
final class Authenticator: Sendable {
    private struct Verified {
        var identity: Identity
        var expiresAt: Date
    }

    /// Tokens whose verdict is kept.
    static let mostTokens = 10_000

    private let verifier: TokenVerifier
    private let now: @Sendable () -> Date
    /// Tokens that passed, by their hash, until they expire: a signature need not be checked at every request.
    private let verified = Mutex(RecentlyUsed<SHA256Digest, Verified>(capacity: mostTokens))

    /// - Parameter now: the time tokens are judged by.
    init(verifier: TokenVerifier, now: @escaping @Sendable () -> Date = { Date() }) {
        self.verifier = verifier
        self.now = now
    }

    /// - Throws: a 401 that tells a missing token, an expired one and any other wrong one apart.
    func identity(of request: Request) async throws(Problem) -> Identity {
        let token = try BearerToken.parse(request.headers[.authorization])
        let now = now()
        let digest = SHA256.hash(data: Array(token.utf8))
        if let known = verified.withLock({ $0.value(of: digest) }), now < known.expiresAt { return known.identity }
        do {
            let claims = try await verifier.verify(token, now: now)
            let identity = Identity(claims)
            verified.withLock { $0.set(Verified(identity: identity, expiresAt: claims.expiresAt), for: digest) }
            return identity
        } catch {
            throw error.code == .expired ? .tokenExpired : .tokenInvalid("Refused: \(error).")
        }
    }
}
