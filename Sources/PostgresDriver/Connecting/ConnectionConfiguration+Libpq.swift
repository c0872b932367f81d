extension ConnectionConfiguration {
    /// Where Debian keeps the root certificates of the system; libpq 15 knows no word for them.
    public static let systemRootCertificates = "/etc/ssl/certs/ca-certificates.crt"

    /// The parameters for libpq to connect to one place.
    ///
    /// Whatever libpq would take from the environment or the home directory is given here, if only a path that can
    /// never exist: a password or a certificate that lies about is not what this login was given, and libpq fails where
    /// it may not look into the home directory. What cannot be given is refused by `refuseEnvironment`.
    func libpqParameters(
        password: String?, place: ConnectSequence.Place, target: SessionTarget
    ) -> [String: String] {
        var parameters: [String: String] = [
            "dbname": database, "user": user, "application_name": applicationName, "client_encoding": "UTF8",
            "gssencmode": "disable", "krbsrvname": "postgres", "passfile": Self.nowhere, "connect_timeout": "0",
            "target_session_attrs": target.rawValue, "host": place.endpoint.host, "port": "\(place.endpoint.port)",
        ]
        // PgBouncer before 1.20 refuses a client that sends `options`; one-shot mode is for such poolers.
        if statementCacheCapacity > 0 || !runtimeParameters.isEmpty {
            parameters["options"] = StartupOptions.text(of: runtimeParameters)
        }
        parameters["hostaddr"] = place.address
        parameters["password"] = password
        parameters.merge(place.address == nil ? unencrypted : tlsParameters) { _, new in new }
        if place.address != nil { parameters.merge(keepAliveParameters) { _, new in new } }
        parameters.merge(self.parameters) { _, given in given }
        return parameters
    }

    private static let nowhere = "/dev/null/none"

    private var keepAliveParameters: [String: String] {
        keepAlive?.libpqParameters ?? ["keepalives": "0"]
    }

    private var tlsParameters: [String: String] {
        var parameters = unencrypted
        switch tls {
        case .disabled: return parameters
        case .required:
            parameters["sslmode"] = "require"
        case .verifyCA(let root):
            parameters["sslmode"] = "verify-ca"
            parameters["sslrootcert"] = root ?? Self.systemRootCertificates
        case .verifyFull(let root):
            parameters["sslmode"] = "verify-full"
            parameters["sslrootcert"] = root ?? Self.systemRootCertificates
        }
        parameters["sslcrl"] = tlsOptions.revocationList ?? Self.nowhere
        parameters["sslcert"] = tlsOptions.clientCertificate?.certificate ?? Self.nowhere
        parameters["sslkey"] = tlsOptions.clientCertificate?.privateKey ?? Self.nowhere
        parameters["sslpassword"] = tlsOptions.clientCertificate?.privateKeyPassword
        parameters["ssl_min_protocol_version"] = tlsOptions.minimumVersion.rawValue
        parameters["channel_binding"] = tlsOptions.channelBinding.rawValue
        return parameters
    }

    /// Without encryption there is nothing that a login could be bound to, and libpq would refuse it.
    private var unencrypted: [String: String] {
        [
            "sslmode": "disable", "sslrootcert": Self.nowhere, "sslcrl": Self.nowhere, "sslcert": Self.nowhere,
            "sslkey": Self.nowhere, "sslcompression": "0", "sslsni": "1",
            "ssl_min_protocol_version": TLSOptions.Version.tls12.rawValue,
            "channel_binding": TLSOptions.ChannelBinding.preferred.rawValue,
        ]
    }
}
