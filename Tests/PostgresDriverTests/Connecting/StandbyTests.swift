import DataAccessTesting
import FoundationEssentials
import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@Suite("Connecting to a primary or a standby", .timeLimit(.minutes(2)))
struct StandbyTests {
    typealias Endpoint = ConnectionConfiguration.Endpoint
    typealias SessionTarget = ConnectionConfiguration.SessionTarget

    private static let password = "of the standby"

    /// A server in hot standby, which waits for ever for a primary to send it something.
    private func startStandby(in scratch: Scratch) async throws -> PrivateServer {
        let configuration = PrivateServer.Configuration(
            home: scratch.path(of: "home"), superuserPassword: Self.password,
            settings: ["fsync": "off", "shared_buffers": "16MB"])
        let primary = try await PrivateServer.start(configuration)
        try await primary.stop()
        try "".write(toFile: "\(primary.directory)/data/standby.signal", atomically: false, encoding: .utf8)
        return try await PrivateServer.start(configuration)
    }

    @Test("takes the first that is of the kind wanted")
    func targets() async throws {
        let scratch = try Scratch()
        let shared = try await TestServer.shared
        let standbyServer = try await startStandby(in: scratch)
        let primary = Endpoint.tcp(host: "127.0.0.1", port: shared.server.port)
        let standby = Endpoint.tcp(host: "127.0.0.1", port: standbyServer.port)
        let nobody = Endpoint.tcp(host: "127.0.0.1", port: 1)
        let passwords = try scratch.write(
            "*:\(standbyServer.port):*:*:\(Self.password)\n*:*:*:*:\(shared.superuserPassword)\n", to: "pgpass",
            mode: 0o600)
        let expectations: [(SessionTarget, [Endpoint], isStandby: Bool)] = [
            (.any, [standby, primary], true), (.any, [primary, standby], false),
            (.primary, [standby, primary], false), (.standby, [primary, standby], true),
            (.readWrite, [standby, primary], false), (.readOnly, [primary, standby], true),
            (.preferStandby, [primary, standby], true), (.preferStandby, [primary, nobody], false),
            (.preferStandby, [primary], false),
        ]
        for (target, endpoints, isStandby) in expectations {
            var configuration = ConnectionConfiguration(
                endpoint: endpoints[0], database: "postgres", user: PrivateServer.superuser, tls: .required)
            configuration.alternatives = Array(endpoints.dropFirst())
            configuration.sessionTarget = target
            configuration.passwordFile = passwords
            let reached = try await PostgresConnection.withConnection(to: configuration) { connection in
                try await connection.query("SELECT pg_is_in_recovery()").first?.decode(Bool.self, at: 0)
            }
            #expect(reached == isStandby, "\(target) of \(endpoints)")
        }
        try await standbyServer.stop()
    }
}
