import FoundationEssentials
import JWTKit
import Secrets

/// The one symmetric key of an application, as jwt-kit holds it.
enum SigningKey {
    /// RFC 7518, 3.2: a key for HS256 has at least the size of its hash.
    private static let minimumBytes = 32

    static func collection(of key: Secret) async throws(TokenError) -> JWTKeyCollection {
        guard key.withValue({ $0.utf8.count >= minimumBytes }) else { throw TokenError(.weakKey) }
        let bytes = key.withValue { Data($0.utf8) }
        return await JWTKeyCollection().add(hmac: HMACKey(from: bytes), digestAlgorithm: .sha256)
    }
}
