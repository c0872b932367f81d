/// The token of an `Authorization` header.
enum BearerToken {
    /// - Parameter header: the header's value, nil when the request has none.
    /// - Throws: a 401 when there is no token, or one of another scheme.
    static func parse(_ header: String?) throws(Problem) -> String {
        guard let header else { throw .tokenMissing }
        // Byte by byte: a token is long, and what it consists of is not a matter of characters.
        let parts = header.utf8.split(separator: UInt8(ascii: " "))
        guard parts.count == 2, String(parts[0])?.lowercased() == "bearer", let token = String(parts[1]) else {
            throw .tokenInvalid("The Authorization header must be Bearer, a space, and one token.")
        }
        return token
    }
}
