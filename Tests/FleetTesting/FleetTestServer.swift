package import AccessControl
package import DataAccessTesting
import LocalPostgres
import Migrations
package import PostgresDriver

/// A server of its own with Fleet's roles and schema, made by Fleet's own files as `dal` does it. Roles belong to a
/// whole server, so that it cannot be shared with tests that have roles of their own.
package struct FleetTestServer: Sendable {
    package let server: TestServer
    package let policy: AccessPolicy
    /// The password of the administrator and of every login.
    package let password = "not a secret: a server of tests"

    package static let database = "fleetdb"

    /// Starts a server and provisions it: bootstrap, database, migrations, passwords.
    package static func start() async throws -> FleetTestServer {
        let policy = try AccessPolicy(contentsOf: FleetFiles.path("access.yaml"))
        let fleet = FleetTestServer(server: try await TestServer.start(), policy: policy)
        do {
            try await fleet.provision()
        } catch {
            try? await fleet.server.stop()
            throw error
        }
        return fleet
    }

    /// How to connect as the administrator or a login.
    package func configuration(_ user: String, in database: String = database) -> ConnectionConfiguration {
        server.server.connection(user: user, database: database, password: { [password] in password })
    }

    /// How to connect as the superuser.
    package func superuser(in database: String = database) -> ConnectionConfiguration {
        server.superuserConfiguration(database: database)
    }

    /// The server's version as a number: 150007 is 15.7.
    package func serverVersion() async throws -> Int {
        try await TestServer.withConnection(to: superuser()) { connection in
            let row = try await connection.query("SELECT current_setting('server_version_num')::int4").first
            return try row?.decode(Int.self, at: 0) ?? 0
        }
    }

    private func provision() async throws {
        try await TestServer.withConnection(to: superuser(in: "postgres")) { superuser in
            try await SQLScript.load(FleetFiles.path("bootstrap.sql")).run(on: superuser)
            try await LoginPasswords.set(password, for: policy.administrator, on: superuser)
        }
        try await TestServer.withConnection(to: configuration(policy.administrator, in: "postgres")) { administrator in
            _ = try await administrator.query("CREATE DATABASE \(try Identifier(Self.database))")
        }
        _ = try await MigrationRunner(
            connection: configuration(policy.administrator),
            files: try MigrationDirectory.load(FleetFiles.path("migrations")), toolVersion: "test"
        ).apply()
        try await TestServer.withConnection(to: configuration(policy.administrator)) { administrator in
            for login in policy.logins { try await LoginPasswords.set(password, for: login.name, on: administrator) }
        }
    }
}
