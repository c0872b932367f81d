extension ConnectionConfiguration {
    /// What else there is to say about encryption. It has no effect where ``ConnectionConfiguration/tls`` is `.disabled`.
    public struct TLSOptions: Hashable, Sendable {
        /// A version of the protocol. TLS 1.0 and 1.1 are broken and not offered.
        public enum Version: String, Hashable, Sendable {
            /// TLS 1.2.
            case tls12 = "TLSv1.2"
            /// TLS 1.3.
            case tls13 = "TLSv1.3"
        }

        /// Whether the login is tied to the encrypted connection, so that nobody in the middle can pass it on. It needs
        /// a password by SCRAM, and protects `.required` and `.verifyCA` too.
        public enum ChannelBinding: String, Hashable, Sendable {
            /// Never.
            case disabled = "disable"
            /// Where the server offers it.
            case preferred = "prefer"
            /// Always: any other login is refused before it begins.
            case required = "require"
        }

        /// The least version that is accepted. The default is TLS 1.2, as libpq's.
        public var minimumVersion: Version
        /// What this client shows of itself; `nil` shows nothing.
        public var clientCertificate: ClientCertificate?
        /// A PEM file of certificates that are accepted no more. It must hold a list of each authority in the chain:
        /// OpenSSL refuses every server whose authority has none in it. A list in the right form that OpenSSL cannot
        /// read is ignored by libpq: look once whether a revoked certificate is refused.
        public var revocationList: String?
        /// Whether the login is tied to the encrypted connection. Where the server offers it, by default.
        public var channelBinding: ChannelBinding

        /// The defaults, which may be changed one by one.
        public init(
            minimumVersion: Version = .tls12, clientCertificate: ClientCertificate? = nil,
            revocationList: String? = nil, channelBinding: ChannelBinding = .preferred
        ) {
            self.minimumVersion = minimumVersion
            self.clientCertificate = clientCertificate
            self.revocationList = revocationList
            self.channelBinding = channelBinding
        }
    }
}
