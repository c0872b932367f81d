import DataAccessTesting
import Foundation
import LocalPostgres
import Migrations
import PostgresDriver
import ProcessSupervision
import Testing

@Suite("An existing server in place of the private one", .timeLimit(.minutes(5)))
struct ExistingServerTests {
    /// A server that was bootstrapped by its superuser, as on a managed service, and how `DB_*` names it.
    private func bootstrapped() async throws -> (server: TestServer, environment: [String: String]) {
        let server = try await TestServer.start()
        try await PostgresConnection.withConnection(to: server.superuserConfiguration()) { connection in
            try await SQLScript.load(Checkout.root.appending(path: "fleet/bootstrap.sql").path).run(on: connection)
            _ = try await connection.query("ALTER ROLE fleetadmin PASSWORD 'the-administrators-own'")
        }
        return (
            server,
            [
                "DB_HOST": "127.0.0.1", "DB_PORT": "\(server.server.port)",
                "DB_SSL_CA": server.server.rootCertificate, "DB_ADMIN_PASSWORD": "the-administrators-own",
            ]
        )
    }

    @Test("is taken from the bootstrap to a proven, running API, and a second run changes nothing")
    func works() async throws {
        let (server, environment) = try await bootstrapped()
        let workplace = try Workplace()
        for _ in 0..<2 {
            let result = try await workplace.dal("up", "--port", "0", "--exit-after-ready", environment: environment)
            #expect(result.status == .exited(0), "\(result.errors)")
        }
        let stored = workplace.state.appending(path: "secrets-127.0.0.1-\(server.server.port)/fleet_webapp_user")
        #expect(try String(contentsOf: stored, encoding: .utf8).count == 40)
        try await server.stop()
    }

    @Test("keeps the passwords that others chose")
    func keepsPasswords() async throws {
        let (server, environment) = try await bootstrapped()
        let first = try await Workplace().dal("up", "--port", "0", "--exit-after-ready", environment: environment)
        #expect(first.status == .exited(0), "\(first.errors)")
        let administrator = server.superuserConfiguration(database: "postgres")
        let connection = try await PostgresConnection.connect(to: administrator)
        let verifier: SQL = "SELECT rolpassword FROM pg_authid WHERE rolname = 'fleet_webapp_user'"
        let before = try await connection.query(verifier).first?.decode(String.self, at: 0)

        let unknown = try await Workplace().dal("migrate", "apply", environment: environment)
        #expect(unknown.status == .exited(1))
        #expect(
            unknown.errors.contains("fleet_webapp_user exists, and no password is known for it"), "\(unknown.errors)")
        let wrong = environment.merging(["DB_WEBAPP_PASSWORD": "wrong"]) { $1 }
        let refused = try await Workplace().dal("migrate", "apply", environment: wrong)
        #expect(refused.status == .exited(1))
        #expect(refused.errors.contains("refuses the password of DB_WEBAPP_PASSWORD"), "\(refused.errors)")

        let after = try await connection.query(verifier).first?.decode(String.self, at: 0)
        #expect(before == after)
        await connection.close()
        try await server.stop()
    }
}
