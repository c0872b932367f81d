import DataAccessTesting
import PostgresDriver
import TestSupport
import Testing

@Suite("The guide's connecting")
struct ConnectingGuide {
    private struct Vault {
        let secret: String

        func password(of login: String) async throws -> String { secret }
    }

    private struct OtherTransport: Error {}

    /// Where the tests' server is, and the root of its certificate.
    private func place() async throws -> (host: String, port: Int, root: String, password: String) {
        let server = try await TestServer.shared
        let configuration = server.superuserConfiguration()
        guard case .tcp(let host, let port) = configuration.endpoint,
            case .verifyFull(let root?) = configuration.tls
        else { throw OtherTransport() }
        return (host, port, root, server.superuserPassword)
    }

    @Test("reaches one of several hosts over a verified connection")
    func connecting() async throws {
        let (host, port, root, password) = try await place()
        let vault = Vault(secret: password)
        // snippet: connecting
        var configuration = ConnectionConfiguration(
            endpoint: .tcp(host: host, port: port), database: "postgres", user: "postgres",
            password: { try await vault.password(of: "postgres") },
            tls: .verifyFull(rootCertificate: root), applicationName: "fleet-api", connectTimeout: .seconds(3))
        configuration.alternatives = [.tcp(host: "db2.example", port: 5432)]
        configuration.sessionTarget = .readWrite
        configuration.tlsOptions.channelBinding = .required
        configuration.keepAlive?.idle = .seconds(20)
        configuration.runtimeParameters = ["statement_timeout": "2s"]

        let version = try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query("SHOW server_version").first?.decode(String.self, at: 0)
        }
        // end
        #expect(version?.isEmpty == false)
    }

    @Test("takes strings, services and password files")
    func elsewhere() async throws {
        let (host, port, root, password) = try await place()
        let scratch = try Scratch()
        let passwords = try scratch.write("\(host):\(port):*:*:\(password)\n", to: "pgpass", mode: 0o600)
        let file = try scratch.write(
            "[fleet]\nhost=\(host)\nport=\(port)\nuser=postgres\ndbname=postgres\nsslrootcert=\(root)\n", to: "services"
        )
        // snippet: connecting-strings
        let fleet = try ConnectionConfiguration(
            connectionString: "postgresql://fleet_webapp@db1,db2:5433/fleet?target_session_attrs=read-write")
        #expect(fleet.endpoints == [.tcp(host: "db1", port: 5432), .tcp(host: "db2", port: 5433)])
        var service = try await ConnectionConfiguration(service: "fleet", file: file)
        service.passwordFile = passwords
        service.statementCacheCapacity = 0
        // end
        #expect(fleet.sessionTarget == .readWrite)
        let connection = try await PostgresConnection.connect(to: service)
        _ = try await connection.query("SELECT \(1)")
        #expect(try await connection.query("SELECT name FROM pg_prepared_statements").isEmpty)
        await connection.close()
    }

    @Test("tells why it failed")
    func refused() async throws {
        let (host, port, root, _) = try await place()
        let configuration = ConnectionConfiguration(
            endpoint: .tcp(host: host, port: port), database: "postgres", user: "postgres", password: { "wrong" },
            tls: .verifyFull(rootCertificate: root))
        // snippet: connecting-fails
        let error = await #expect(throws: DatabaseError.self) {
            try await PostgresConnection.connect(to: configuration)
        }
        #expect(error?.code == .authenticationFailed)
        let place = "postgres to database postgres at \(host) port \(port): 28P01 invalid_password"
        #expect(error?.description == "the server refused the login: 28P01 invalid_password; \(place)")
        // end
    }
}

extension TLSConnectingTests {
    @Test("shows a client certificate as the guide does")
    func guide() async throws {
        let server = try await TLSServer.shared
        try await server.use(server.valid(), access: "hostssl all shown 127.0.0.1/32 cert")
        var configuration = try server.configuration(user: "shown")
        let files = try server.write(server.authority.sign("shown"))
        let (certificate, privateKey) = (files.certificate, files.privateKey)
        // snippet: client-certificate
        configuration.tlsOptions.clientCertificate = .init(certificate: certificate, privateKey: privateKey)
        configuration.tlsOptions.minimumVersion = .tls13
        // end
        let user = try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query("SELECT current_user::text").first?.decode(String.self, at: 0)
        }
        #expect(user == "shown")
    }
}
