extension ConnectionConfiguration {
    /// Where Debian keeps the root certificates of the system; libpq 15 knows no word for them.
    public static let systemRootCertificates = "/etc/ssl/certs/ca-certificates.crt"

    /// Refuses variables that libpq would obey against this configuration, because it takes an empty value for none: a
    /// password in place of a missing one, other settings, another server.
    func refuseEnvironment(_ environment: [String: String], hasPassword: Bool) throws(DatabaseError) {
        var dangerous = ["PGSERVICE"]
        if !hasPassword { dangerous.append("PGPASSWORD") }
        if runtimeParameters.isEmpty { dangerous.append("PGOPTIONS") }
        if case .unixSocket = endpoint { dangerous.append("PGHOSTADDR") }
        guard let name = dangerous.first(where: { environment[$0]?.isEmpty == false }) else { return }
        throw DatabaseError(
            .configuration, detail: "\(name) is set in the environment and would override this connection; unset it")
    }

    /// The parameters for libpq. What is missing here is refused above when the environment holds it.
    ///
    /// - Parameter addresses: The numeric addresses of a TCP host, already looked up, since libpq would block in DNS.
    func libpqParameters(password: String?, addresses: [String]) -> [(name: String, value: String)] {
        var parameters =
            [
                ("dbname", database), ("user", user), ("application_name", applicationName),
                ("client_encoding", "UTF8"), ("gssencmode", "disable"),
                ("options", runtimeOptions),
            ] + Self.nothingFromHome
        if let password { parameters.append(("password", password)) }
        switch endpoint {
        case .unixSocket(let directory, let port):
            parameters += [("host", directory), ("port", String(port)), ("sslmode", "disable")]
        case .tcp(let host, let port):
            parameters += [
                ("host", addresses.map { _ in host }.joined(separator: ",")),
                ("hostaddr", addresses.joined(separator: ",")), ("port", String(port)),
            ]
            parameters += Self.keepalive + tlsParameters
        }
        return parameters
    }

    /// A password or a client certificate that lies in the home directory is not what this login was given; and libpq
    /// fails where it may not look into that directory. This path can never exist.
    private static let nothingFromHome = [("passfile", "/dev/null/none"), ("sslcert", "/dev/null/none")]

    /// A dead peer is noticed after 10 + 3 × 5 s idle, or 10 s after data went unacknowledged.
    private static let keepalive = [
        ("keepalives", "1"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "10000"),
    ]

    private var tlsParameters: [(String, String)] {
        switch tls {
        case .disabled: [("sslmode", "disable")]
        case .required: [("sslmode", "require")]
        case .verifyFull(let root):
            [("sslmode", "verify-full"), ("sslrootcert", root ?? Self.systemRootCertificates)]
        }
    }

    /// `-c name=value` for each parameter, blanks and backslashes escaped as the server's option parser wants them.
    private var runtimeOptions: String {
        runtimeParameters.sorted { $0.key < $1.key }
            .map { name, value in
                let escaped = value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
                return "-c \(name)=\(escaped)"
            }
            .joined(separator: " ")
    }
}
