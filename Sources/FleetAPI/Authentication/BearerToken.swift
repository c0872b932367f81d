/// The token of an `Authorization` header.
enum BearerToken {
    /// - Parameter header: the header's value, nil when the request has none.
    /// - Throws: a 401 when there is no token, or one of another scheme.
    static func parse(_ header: String?) throws(Problem) -> String {
        guard let header else { throw .tokenMissing }
        let parts = header.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .tokenInvalid("The Authorization header must be Bearer, a space, and one token.")
        }
        return String(parts[1])
    }
}
