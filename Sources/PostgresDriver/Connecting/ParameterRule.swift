/// What becomes of a parameter of libpq that is given by name in ``ConnectionConfiguration/parameters``.
enum ParameterRule: Hashable {
    /// The configuration has a property for it.
    case property(String)
    /// It would break the driver or a guarantee.
    case refused(String)
    /// Handed on to libpq.
    case passed

    /// The rule of each of libpq's parameters; what is not listed is refused.
    static let all: [String: ParameterRule] = [
        "application_name": .property("applicationName"),
        "authtype": .refused("libpq ignores it"),
        "channel_binding": .property("tlsOptions.channelBinding"),
        "client_encoding": .refused("the driver reads UTF-8 and nothing else"),
        "connect_timeout": .property("connectTimeout"),
        "dbname": .property("database"),
        "fallback_application_name": .property("applicationName"),
        "gssdelegation": .refused("encryption by GSSAPI is not offered; use TLS"),
        "gssencmode": .refused("encryption by GSSAPI is not offered; use TLS"),
        "gsslib": .passed,
        "host": .property("endpoint"),
        "hostaddr": .property("hostAddresses"),
        "keepalives": .property("keepAlive"),
        "keepalives_count": .property("keepAlive"),
        "keepalives_idle": .property("keepAlive"),
        "keepalives_interval": .property("keepAlive"),
        "krbsrvname": .passed,
        "load_balance_hosts": .property("hostOrder"),
        "max_protocol_version": .passed,
        "min_protocol_version": .passed,
        "options": .property("runtimeParameters"),
        "passfile": .property("passwordFile"),
        "password": .property("password"),
        "port": .property("endpoint"),
        "replication": .refused("the driver speaks no replication protocol"),
        "require_auth": .passed,
        "requirepeer": .passed,
        "requiressl": .property("tls"),
        "service": .refused("use ConnectionConfiguration(service:file:)"),
        "servicefile": .refused("use ConnectionConfiguration(service:file:)"),
        "ssl_max_protocol_version": .passed,
        "ssl_min_protocol_version": .property("tlsOptions.minimumVersion"),
        "sslcert": .property("tlsOptions.clientCertificate"),
        "sslcertmode": .passed,
        "sslcompression": .refused("compression gives encrypted text away"),
        "sslcrl": .property("tlsOptions.revocationList"),
        "sslcrldir": .passed,
        "sslkey": .property("tlsOptions.clientCertificate"),
        "sslkeylogfile": .refused("it would give the keys of the encryption away"),
        "sslmode": .property("tls"),
        "sslnegotiation": .passed,
        "sslpassword": .property("tlsOptions.clientCertificate"),
        "sslrootcert": .property("tls"),
        "sslsni": .passed,
        "target_session_attrs": .property("sessionTarget"),
        "tcp_user_timeout": .property("keepAlive"),
        "tty": .refused("libpq ignores it"),
        "user": .property("user"),
    ]

    /// Refuses what is not simply passed on.
    static func check(_ name: String) throws(DatabaseError) {
        switch all[name] {
        case .passed where LibpqOptions.variables[name] != nil: return
        case .property(let property):
            throw DatabaseError(
                .configuration, detail: "the parameter \(name) has a property of its own: set \(property)")
        case .refused(let reason):
            throw DatabaseError(.configuration, detail: "the parameter \(name) is refused: \(reason)")
        case .passed, nil:
            throw DatabaseError(.configuration, detail: "\"\(name)\" is no parameter that this libpq knows")
        }
    }
}
