extension ConnectionConfiguration {
    /// The environment variables by which PostgreSQL's own programs (`psql`, `pg_dump`) connect as this does, to the first
    /// place. The password is among them, so that it does not stand among a program's arguments, which everybody can see.
    ///
    /// - Throws: What ``password`` throws.
    public func environment() async throws -> [String: String] {
        var environment = ["PGDATABASE": database, "PGUSER": user, "PGAPPNAME": applicationName]
        environment["PGPASSWORD"] = try await password()
        environment["PGPASSFILE"] = passwordFile
        environment["PGHOST"] = endpoint.host
        environment["PGPORT"] = String(endpoint.port)
        switch tls {
        case .disabled: environment["PGSSLMODE"] = "disable"
        case .required: environment["PGSSLMODE"] = "require"
        case .verifyCA(let root):
            environment["PGSSLMODE"] = "verify-ca"
            environment["PGSSLROOTCERT"] = root ?? Self.systemRootCertificates
        case .verifyFull(let root):
            environment["PGSSLMODE"] = "verify-full"
            environment["PGSSLROOTCERT"] = root ?? Self.systemRootCertificates
        }
        return environment
    }
}
