/// Why a token was refused or could not be issued. Never holds the token or the key.
public struct TokenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of refusal.
    public enum Code: Hashable, Sendable {
        /// Not three parts of base64url JSON with the claims of an access token.
        case malformed
        /// Signed otherwise than with HS256, or not at all.
        case unsupportedAlgorithm
        /// The signature is not of this key.
        case signature
        /// The token has ended.
        case expired
        /// The token begins in the future.
        case notYetValid
        /// Another issuer's token.
        case wrongIssuer
        /// A token for another audience.
        case wrongAudience
        /// The key is shorter than 32 bytes.
        case weakKey
        /// The token's lifetime is not positive.
        case invalidLifetime
    }

    /// What kind of refusal it is.
    public let code: Code

    init(_ code: Code) {
        self.code = code
    }

    /// What is wrong, and what to do.
    public var description: String {
        switch code {
        case .malformed: "the token is not an access token; send one as it was issued"
        case .unsupportedAlgorithm: "the token is not signed with HS256; get one from this application's issuer"
        case .signature: "the token's signature does not match; get one signed with this application's key"
        case .expired: "the token has expired; get a new one"
        case .notYetValid: "the token is not valid yet; check the clocks of issuer and server"
        case .wrongIssuer: "the token comes from another issuer; get one from this application's issuer"
        case .wrongAudience: "the token is for another audience; get one for this application"
        case .weakKey: "the signing key is shorter than 32 bytes; make a new one"
        case .invalidLifetime: "a token must live for at least one second"
        }
    }
}
