import DataAccessTesting
import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@Suite("Connecting to several hosts", .timeLimit(.minutes(2)))
struct SeveralHostsTests {
    typealias Endpoint = ConnectionConfiguration.Endpoint

    /// The shared server, with the places given before its own.
    private func configuration(
        after places: [Endpoint], hostAddresses: [String: [String]] = [:]
    ) async throws -> ConnectionConfiguration {
        var configuration = try await TestServer.shared.superuserConfiguration()
        let all = places + [configuration.endpoint]
        configuration.endpoint = all[0]
        configuration.alternatives = Array(all.dropFirst())
        configuration.hostAddresses = hostAddresses
        return configuration
    }

    private func serves(_ configuration: ConnectionConfiguration) async throws -> Bool {
        try await PostgresConnection.withConnection(to: configuration) { connection in
            try await connection.query("SELECT 1").first?.decode(Int.self, at: 0) == 1
        }
    }

    @Test("leaves a silent one after its share of the time")
    func silent() async throws {
        let listener = try Listener()
        var configuration = try await configuration(after: [.tcp(host: "127.0.0.1", port: listener.port)])
        configuration.connectTimeout = .seconds(10)
        #expect(try await serves(configuration))
    }

    @Test(
        "goes on after one that is not there",
        arguments: [
            Endpoint.tcp(host: "no-such-host.invalid", port: 5432), .tcp(host: "127.0.0.1", port: 1),
            .unixSocket(directory: "/nowhere", port: 5432),
        ])
    func notThere(place: Endpoint) async throws {
        #expect(try await serves(configuration(after: [place])))
    }

    @Test("tries every address of a name, IPv6 and IPv4")
    func addresses() async throws {
        var configuration = try await configuration(after: [])
        let port = try await TestServer.shared.server.port
        configuration.endpoint = .tcp(host: "localhost", port: port)
        #expect(try await serves(configuration))
        configuration.hostAddresses = ["localhost": ["::1", "127.0.0.1"]]
        #expect(try await serves(configuration))
        configuration.hostAddresses = ["localhost": ["::1"]]
        let only = configuration
        let error = await #expect(throws: DatabaseError.self) { try await serves(only) }
        #expect(error?.code == .connectionFailed)
        #expect(error?.detail?.contains("at localhost (::1) port \(port): ") == true)
    }

    @Test("lists each place with its reason when none gives a session")
    func lists() async throws {
        let listener = try Listener()
        var configuration = try await configuration(after: [
            .tcp(host: "127.0.0.1", port: 1), .tcp(host: "no-such-host.invalid", port: 5432),
            .tcp(host: "127.0.0.1", port: listener.port),
        ])
        configuration.alternatives.removeLast()
        configuration.connectTimeout = .seconds(5)
        let changed = configuration
        let error = await #expect(throws: DatabaseError.self) { try await serves(changed) }
        #expect(error?.code == .connectionFailed)
        #expect(error?.isRetrySafe == true)
        #expect(
            error?.detail
                == """
                postgres to database postgres at 127.0.0.1 port 1: Connection refused, \
                at no-such-host.invalid port 5432: the host name is not known, \
                at 127.0.0.1 port \(listener.port): no answer in time
                """)
    }

    @Test("ends at the deadline over all")
    func deadline() async throws {
        let listeners = [try Listener(), try Listener(), try Listener()]
        var configuration = try await configuration(after: listeners.map { .tcp(host: "127.0.0.1", port: $0.port) })
        configuration.alternatives.removeLast()
        configuration.connectTimeout = .seconds(3)
        let changed = configuration
        let error = await #expect(throws: DatabaseError.self) { try await serves(changed) }
        #expect(error?.code == .timedOut)
        #expect(error?.detail?.contains("port \(listeners[0].port): no answer in time") == true)
    }

    @Test("ends with a refused login")
    func refusedLogin() async throws {
        let first = try await TestServer.shared.superuserConfiguration().endpoint
        var configuration = try await configuration(after: [first])
        configuration.password = { "wrong" }
        let changed = configuration
        let error = await #expect(throws: DatabaseError.self) { try await serves(changed) }
        #expect(error?.code == .authenticationFailed)
        #expect(error?.sqlState == .invalidPassword)
        #expect(error?.detail?.ranges(of: " port ").count == 1)
    }

    @Test("takes each place's own password from a password file")
    func passwordFile() async throws {
        let server = try await TestServer.shared
        let scratch = try Scratch()
        var configuration = try await configuration(after: [.tcp(host: "127.0.0.1", port: 1)])
        configuration.password = { nil }
        configuration.passwordFile = try scratch.write(
            "127.0.0.1:1:*:*:wrong\n127.0.0.1:\(server.server.port):postgres:postgres:\(server.superuserPassword)\n",
            to: "pgpass", mode: 0o600)
        #expect(try await serves(configuration))
    }

    @Test("of the wrong kind goes on, and ends with what they are")
    func sessionTarget() async throws {
        try await withTestDatabase { database in
            let name = try Identifier(database.name)
            try await database.withConnection { connection in
                _ = try await connection.query("ALTER DATABASE \(name) SET default_transaction_read_only = on")
            }
            var configuration = database.configuration
            configuration.alternatives = [configuration.endpoint]
            for target in [.any, .readOnly, .primary, .preferStandby] as [ConnectionConfiguration.SessionTarget] {
                configuration.sessionTarget = target
                #expect(try await serves(configuration))
            }
            for (target, reason) in [(.readWrite, "the session is read-only"), (.standby, "not in hot standby mode")]
                as [(ConnectionConfiguration.SessionTarget, String)]
            {
                configuration.sessionTarget = target
                let changed = configuration
                let error = await #expect(throws: DatabaseError.self) { try await serves(changed) }
                #expect(error?.code == .connectionFailed)
                #expect(error?.detail?.ranges(of: reason).count == 2)
            }
            // The first place has no session of the kind, the second has.
            configuration.sessionTarget = .readWrite
            configuration.database = "postgres"
            #expect(try await serves(configuration))
        }
    }
}
