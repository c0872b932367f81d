import Hummingbird

/// Lets a request in: whose it is, and whether its token may ask again already.
struct Admission: Sendable {
    let authenticator: Authenticator
    /// nil when requests are not counted.
    let limiter: RateLimiter?

    /// - Returns: who asks, and what is left to ask; nil when requests are not counted.
    /// - Throws: a 401, or a 429 with Retry-After.
    func admit(_ request: Request) async throws(Problem) -> (Identity, RateLimitAllowance?) {
        let identity = try await authenticator.identity(of: request)
        guard let limiter else { return (identity, nil) }
        return (identity, try limiter.admit(identity))
    }
}
