import HTTPTypes

/// What a bearer has left, as the answers say it (draft-ietf-httpapi-ratelimit-headers-06).
struct RateLimitAllowance: Sendable, Equatable {
    /// Requests a minute.
    var limit: Int
    var remaining: Int
    /// Until the limit is whole again.
    var reset: Duration

    func write(to headers: inout HTTPFields) {
        headers[.rateLimitLimit] = String(limit)
        headers[.rateLimitRemaining] = String(remaining)
        headers[.rateLimitReset] = String(reset.wholeSeconds)
    }
}

extension HTTPField.Name {
    // Unwrapped: the texts are constants, and valid names.
    static let rateLimitLimit = HTTPField.Name("RateLimit-Limit")!
    static let rateLimitRemaining = HTTPField.Name("RateLimit-Remaining")!
    static let rateLimitReset = HTTPField.Name("RateLimit-Reset")!
}

extension Duration {
    /// Rounded up, so that who waits that long has waited long enough.
    var wholeSeconds: Int { Int((self / .seconds(1)).rounded(.up)) }
}
