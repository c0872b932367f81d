import AccessTokens
import HTTPTypes
import Hummingbird

/// Finds out who sends a request.
struct Authenticator: Sendable {
    let verifier: TokenVerifier

    /// - Throws: a 401 that tells a missing token, an expired one and any other wrong one apart.
    func identity(of request: Request) async throws(Problem) -> Identity {
        let token = try BearerToken.parse(request.headers[.authorization])
        do {
            return Identity(try await verifier.verify(token))
        } catch {
            throw error.code == .expired ? .tokenExpired : .tokenInvalid("Refused: \(error).")
        }
    }
}
