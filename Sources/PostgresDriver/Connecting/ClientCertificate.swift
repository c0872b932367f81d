extension ConnectionConfiguration {
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
