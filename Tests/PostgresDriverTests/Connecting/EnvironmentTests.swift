import Testing

@testable import PostgresDriver

@Suite("A variable of the environment that libpq would obey")
struct EnvironmentTests {
    private func refuse(
        _ environment: [String: String], over endpoint: ConnectionConfiguration.Endpoint, password: String?
    ) throws {
        let configuration = ConnectionConfiguration(endpoint: endpoint, database: "d", user: "u")
        let address: String? = if case .tcp(let host, _) = endpoint { host } else { nil }
        let parameters = configuration.libpqParameters(
            password: password, place: .init(endpoint: endpoint, address: address), target: .any)
        try ConnectionConfiguration.refuseEnvironment(environment, given: Set(parameters.keys))
    }

    @Test(
        "in place of what was configured is refused by name",
        arguments: [
            "PGSERVICE", "PGPASSWORD", "PGHOSTADDR", "PGREQUIREPEER", "PGSSLCRLDIR", "PGDATESTYLE", "PGTZ", "PGGEQO",
        ])
    func refused(name: String) {
        let error = #expect(throws: DatabaseError.self) {
            try refuse([name: "x"], over: .unixSocket(directory: "/run", port: 5432), password: nil)
        }
        #expect(error?.code == .configuration)
        #expect(error?.description.contains(name) == true)
    }

    @Test(
        "that changes nothing is let through",
        arguments: [
            "PGUSER", "PGDATABASE", "PGHOST", "PGPORT", "PGPASSFILE", "PGOPTIONS", "PGAPPNAME", "PGSSLMODE",
            "PGSSLCERT",
            "PGSSLKEY", "PGSSLROOTCERT", "PGSSLCRL", "PGCLIENTENCODING", "PGCONNECT_TIMEOUT", "PGTARGETSESSIONATTRS",
            "PGCHANNELBINDING", "PGGSSENCMODE", "PGPASSWORD",
        ])
    func harmless(name: String) throws {
        try refuse([name: "x"], over: .unixSocket(directory: "/run", port: 5432), password: "p")
        try refuse([name: "x"], over: .tcp(host: "::1", port: 5432), password: "p")
    }

    @Test("that is empty is let through")
    func empty() throws {
        try refuse(["PGSERVICE": ""], over: .tcp(host: "::1", port: 5432), password: "p")
    }
}
