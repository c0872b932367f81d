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
        /// OpenSSL refuses every server whose authority has none in it.
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

    /// A certificate that this client shows, and its key.
    public struct ClientCertificate: Hashable, Sendable {
        /// A PEM file with the certificate, those of authorities in between after it.
        public var certificate: String
        /// A PEM file with the private key. Others may not read it: mode 0600 when it belongs to this process's user,
        /// 0640 when it belongs to root.
        public var privateKey: String
        /// What the private key is encrypted with; `nil` when it is not.
        public var privateKeyPassword: String?

        /// Names the files; they are read at each connect, so that renewed ones are taken up.
        public init(certificate: String, privateKey: String, privateKeyPassword: String? = nil) {
            self.certificate = certificate
            self.privateKey = privateKey
            self.privateKeyPassword = privateKeyPassword
        }
    }
}

extension ConnectionConfiguration.ClientCertificate: CustomStringConvertible, CustomReflectable {
    /// The files alone, without the password.
    public var description: String { "\(certificate) with the key \(privateKey)" }

    /// The files alone, without the password.
    public var customMirror: Mirror {
        Mirror(self, children: ["certificate": certificate, "privateKey": privateKey])
    }
}
