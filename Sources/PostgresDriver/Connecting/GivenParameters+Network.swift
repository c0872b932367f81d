extension GivenParameters {
    mutating func takeTLS() throws(DatabaseError) -> ConnectionConfiguration.TLS {
        let given = take("sslrootcert")
        let root = given == "system" ? nil : given
        switch take("sslmode") {
        case "disable": return .disabled
        // A root that is given and not looked at would be a lie; libpq sees it so too.
        case "require": return given == nil ? .required : .verifyCA(rootCertificate: root)
        case "verify-ca": return .verifyCA(rootCertificate: root)
        case "verify-full", nil: return .verifyFull(rootCertificate: root)
        case "prefer", "allow":
            throw Self.refusal(
                "sslmode",
                "may not leave encryption to whoever answers; write verify-full, or disable on a safe network")
        default: throw Self.refusal("sslmode", "is none of disable, require, verify-ca and verify-full")
        }
    }

    mutating func takeTLSOptions() throws(DatabaseError) -> ConnectionConfiguration.TLSOptions {
        var options = ConnectionConfiguration.TLSOptions()
        options.minimumVersion = try takeWord("ssl_min_protocol_version") ?? options.minimumVersion
        options.channelBinding = try takeWord("channel_binding") ?? options.channelBinding
        options.revocationList = take("sslcrl")
        let keyPassword = take("sslpassword")
        switch (take("sslcert"), take("sslkey")) {
        case (let certificate?, let key?):
            options.clientCertificate = .init(
                certificate: certificate, privateKey: key, privateKeyPassword: keyPassword)
        case (nil, nil): break
        case (nil, _?): throw Self.refusal("sslkey", "is given without sslcert")
        case (_?, nil): throw Self.refusal("sslcert", "is given without sslkey")
        }
        return options
    }

    mutating func takeKeepAlive() throws(DatabaseError) -> ConnectionConfiguration.KeepAlive? {
        var keepAlive = ConnectionConfiguration.KeepAlive()
        let isOn = try takeNumber("keepalives", in: 0...1)
        if let idle = try takeNumber("keepalives_idle", in: 0...86_400), idle > 0 { keepAlive.idle = .seconds(idle) }
        if let interval = try takeNumber("keepalives_interval", in: 0...86_400), interval > 0 {
            keepAlive.interval = .seconds(interval)
        }
        if let count = try takeNumber("keepalives_count", in: 0...127), count > 0 { keepAlive.count = count }
        if let timeout = try takeNumber("tcp_user_timeout", in: 0...86_400_000), timeout > 0 {
            keepAlive.userTimeout = .milliseconds(timeout)
        }
        return isOn == 0 ? nil : keepAlive
    }
}
