import DataAccessTesting
import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@Suite("Connecting")
struct ConnectingTests {
    private func failure(_ change: (inout ConnectionConfiguration) -> Void) async throws -> DatabaseError? {
        let server = try await TestServer.shared
        var configuration = server.superuserConfiguration(database: "postgres")
        change(&configuration)
        let changed = configuration
        return await #expect(throws: DatabaseError.self) { try await PostgresConnection.connect(to: changed) }
    }

    @Test("over TCP is encrypted and verified up to the host's name")
    func verifiedTLS() async throws {
        let server = try await TestServer.shared
        let isEncrypted = try await PostgresConnection.withConnection(to: server.superuserConfiguration()) {
            $0.isEncrypted
        }
        #expect(isEncrypted)
    }

    @Test("with a wrong password is told apart from everything else")
    func wrongPassword() async throws {
        let error = try await failure { $0.password = { "not the password" } }
        #expect(error?.code == .authenticationFailed)
        #expect(error?.sqlState == .invalidPassword)
        #expect(error?.description.contains("not the password") == false)
    }

    @Test("without a password where one is needed is a refused login")
    func noPassword() async throws {
        let error = try await failure { $0.password = { nil } }
        #expect(error?.code == .authenticationFailed)
    }

    @Test("to a database that is not there names the SQLSTATE")
    func unknownDatabase() async throws {
        let error = try await failure { $0.database = "no_such_database" }
        #expect(error?.code == .connectionFailed)
        #expect(error?.sqlState == .invalidCatalogName)
    }

    @Test("where nobody listens fails and may be tried again")
    func nobodyListens() async throws {
        let error = try await failure {
            $0.endpoint = .tcp(host: "127.0.0.1", port: 1)
            $0.tls = .disabled
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.isRetrySafe == true)
    }

    @Test("to an unknown host name fails")
    func unknownHost() async throws {
        let error = try await failure { $0.endpoint = .tcp(host: "no-such-host.invalid", port: 5432) }
        #expect(error?.code == .connectionFailed)
    }

    @Test("with a certificate that the given root did not sign is refused")
    func wrongRoot() async throws {
        let server = try await TestServer.shared
        var configuration = server.server.connection(
            user: "postgres", database: "postgres", password: { server.superuserPassword }, over: .tcp)
        configuration.tls = .verifyFull(rootCertificate: "/etc/ssl/certs/ca-certificates.crt")
        let changed = configuration
        let error = await #expect(throws: DatabaseError.self) { try await PostgresConnection.connect(to: changed) }
        #expect(error?.code == .connectionFailed)
    }

    @Test("to something that never answers ends at the deadline")
    func deadline() async throws {
        let silent = try Listener()
        let error = try await failure {
            $0.endpoint = .tcp(host: "127.0.0.1", port: silent.port)
            $0.connectTimeout = .milliseconds(200)
        }
        #expect(error?.code == .timedOut)
    }

    @Test("can be cancelled")
    func cancelled() async throws {
        let silent = try Listener()
        let configuration = ConnectionConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: silent.port), database: "d", user: "u", connectTimeout: .seconds(60)
        )
        let task = Task { try await PostgresConnection.connect(to: configuration) }
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test("hands the session its settings")
    func runtimeParameters() async throws {
        let server = try await TestServer.shared
        var configuration = server.superuserConfiguration(database: "postgres")
        configuration.runtimeParameters = ["search_path": "a, b\\c", "statement_timeout": "2s"]
        try await PostgresConnection.withConnection(to: configuration) { connection in
            let row = try #require(
                try await connection.query(
                    "SELECT current_setting('statement_timeout'), current_setting('search_path')"
                ).first)
            #expect(try row.decode(String.self, String.self) == ("2s", "a, b\\c"))
        }
    }

    @Test("decides the style of dates and intervals, whatever the database says")
    func styles() async throws {
        try await withTestDatabase { database in
            let name = try Identifier(database.name)
            try await database.withConnection { connection in
                _ = try await connection.query("ALTER DATABASE \(name) SET DateStyle = German")
                _ = try await connection.query("ALTER DATABASE \(name) SET IntervalStyle = iso_8601")
            }
            try await database.withConnection { connection in
                let row = try #require(
                    try await connection.query("SELECT '2026-01-31'::date::text, '1 day 02:03:04'::interval::text")
                        .first)
                #expect(try row.decode(String.self, String.self) == ("2026-01-31", "1 day 02:03:04"))
            }
        }
    }
}
