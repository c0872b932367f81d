extension Secret {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    private static let hexadecimal = Array("0123456789abcdef")

    /// A password of letters and digits, which needs no quoting in a URL, a connection string, a shell or SQL.
    ///
    /// - Parameter length: how many characters, at least 16, which the caller must see to: fewer end the process. Each
    ///   carries 5.95 bits; 40 characters are 238 bits.
    public static func randomPassword(length: Int = 40) -> Secret {
        precondition(length >= 16, "a password shorter than 16 characters can be guessed")
        // On Linux the system's generator is getrandom(2); `randomElement` rejects, so that no character is likelier.
        var generator = SystemRandomNumberGenerator()
        return Secret(String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }))
    }

    /// A key for signing, as lowercase hexadecimal digits: two for each byte.
    ///
    /// - Parameter bytes: how many random bytes, at least 16, which the caller must see to: fewer end the process.
    public static func randomKey(bytes: Int = 32) -> Secret {
        precondition(bytes >= 16, "a key shorter than 16 bytes can be guessed")
        var generator = SystemRandomNumberGenerator()
        return Secret(String((0..<bytes * 2).compactMap { _ in hexadecimal.randomElement(using: &generator) }))
    }
}
