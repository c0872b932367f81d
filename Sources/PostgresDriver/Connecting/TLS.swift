extension ConnectionConfiguration {
    /// How a TCP connection is secured. A Unix socket is never encrypted; it is protected by its directory.
    ///
    /// libpq's `prefer` and `allow` are not offered: whoever sits on the way answers "no encryption here" and gets
    /// everything in plain text, so they cost as much as encryption and protect from nobody.
    public enum TLS: Hashable, Sendable {
        /// No encryption.
        case disabled
        /// Encrypted, the server's certificate not verified: safe against listeners, not against impostors.
        case required
        /// Encrypted, the certificate verified against the PEM file given or the system's roots, its host name not
        /// looked at. With the system's roots anybody who has any certificate passes: give a root of your own.
        case verifyCA(rootCertificate: String?)
        /// Encrypted, the certificate verified up to the host's name, against the PEM file given or the system's roots.
        case verifyFull(rootCertificate: String?)
    }
}
