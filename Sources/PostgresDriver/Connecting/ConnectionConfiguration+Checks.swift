import Glibc

extension ConnectionConfiguration {
    /// Refuses what cannot work, before anything is opened.
    func check() throws(DatabaseError) {
        for endpoint in endpoints { try check(endpoint) }
        for (host, addresses) in hostAddresses.sorted(by: { $0.key < $1.key }) {
            guard addresses.allSatisfy(HostAddresses.isNumeric) else {
                throw DatabaseError(.configuration, detail: "hostAddresses holds no numeric address for \(host)")
            }
        }
        try StartupOptions.check(runtimeParameters)
        for name in parameters.keys.sorted() { try ParameterRule.check(name) }
        let texts = [database, user, applicationName] + runtimeParameters.values + parameters.values
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw DatabaseError(.configuration, detail: "a value of the connection holds a NUL character")
        }
        guard !database.isEmpty, !user.isEmpty else {
            throw DatabaseError(.configuration, detail: "the connection's database or user is empty; name both")
        }
        let isEncrypted = tls != .disabled || !endpoints.contains { if case .tcp = $0 { true } else { false } }
        guard isEncrypted || tlsOptions.channelBinding != .required else {
            throw DatabaseError(.configuration, detail: "channel binding is required and TLS is disabled; enable TLS")
        }
    }

    private func check(_ endpoint: Endpoint) throws(DatabaseError) {
        guard (1...65_535).contains(endpoint.port) else {
            throw DatabaseError(.configuration, detail: "the port of \(endpoint.host) is not within 1 to 65535")
        }
        // libpq takes a comma for the beginning of another host.
        guard !endpoint.host.isEmpty, !endpoint.host.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: ",") }) else {
            throw DatabaseError(
                .configuration, detail: "a host is empty or holds a comma; give each place an endpoint of its own")
        }
        if case .unixSocket(let directory, _) = endpoint, !directory.hasPrefix("/"), !directory.hasPrefix("@") {
            throw DatabaseError(.configuration, detail: "the socket's directory \(directory) is not an absolute path")
        }
    }

    /// Refuses files that libpq would stumble over with less clear words, or not at all: it ignores a list of revoked
    /// certificates that it cannot read. Blocks: for `BlockingWork` alone.
    func checkFiles() throws(DatabaseError) {
        switch tls {
        case .disabled: return
        case .required: break
        case .verifyCA(let root), .verifyFull(let root):
            try Self.requireReadable(root ?? Self.systemRootCertificates, "the root certificate")
        }
        if let list = tlsOptions.revocationList {
            let text = try Self.requireReadable(list, "the list of revoked certificates")
            guard text.contains("-----BEGIN X509 CRL-----") else {
                throw DatabaseError(.configuration, detail: "\(list) holds no list of revoked certificates in PEM form")
            }
        }
        if let client = tlsOptions.clientCertificate {
            try Self.requireReadable(client.certificate, "the client certificate")
            try Self.requireReadable(client.privateKey, "the client certificate's key")
            try Self.requirePrivate(client.privateKey)
        }
    }

    @discardableResult
    private static func requireReadable(_ path: String, _ what: String) throws(DatabaseError) -> String {
        do {
            return try SmallFile.text(of: path)
        } catch {
            throw DatabaseError(.configuration, detail: "\(what) \(path) cannot be read: \(error.reason)")
        }
    }

    /// The rule of libpq's `initialize_SSL`.
    private static func requirePrivate(_ path: String) throws(DatabaseError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        let mayNot = status.st_uid == 0 ? mode_t(0o037) : mode_t(0o077)
        guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & mayNot == 0 else {
            throw DatabaseError(
                .configuration,
                detail: "the key \(path) can be read by others than its owner, so libpq would refuse it; chmod 0600")
        }
    }
}
