import AccessControl
import DataAccessTesting
import Foundation
import Migrations
import PostgresDriver

/// A server of its own with Fleet's roles and schema, made by Fleet's own files. Roles belong to a whole server, so that it
/// cannot be shared with other tests.
struct FleetServer {
    let server: TestServer
    let policy: AccessPolicy
    private let password = "not a secret: a server of one test"

    static let database = "fleetdb"

    /// Runs `body` with a fresh server, which is gone afterwards.
    static func with(_ body: (FleetServer) async throws -> Void) async throws {
        let server = try await TestServer.start()
        do {
            let fleet = FleetServer(server: server, policy: try AccessPolicy(contentsOf: path("access.yaml")))
            try await fleet.provision()
            try await body(fleet)
        } catch {
            try? await server.stop()
            throw error
        }
        try await server.stop()
    }

    func superuser(in database: String = database) -> ConnectionConfiguration {
        server.superuserConfiguration(database: database)
    }

    func configuration(_ user: String, in database: String = database) -> ConnectionConfiguration {
        var configuration = server.superuserConfiguration(database: database)
        configuration.user = user
        configuration.password = { [password] in password }
        return configuration
    }

    func prove() async throws -> AccessProof {
        let logins = policy.logins.map { ($0.name, configuration($0.name)) }
        return try await AccessProof.take(
            of: policy, administrator: configuration(policy.administrator),
            logins: Dictionary(uniqueKeysWithValues: logins))
    }

    /// Runs statements one after the other, each in a transaction of its own.
    func run(_ statements: [String], as configuration: ConnectionConfiguration) async throws {
        let connection = try await PostgresConnection.connect(to: configuration)
        do {
            for statement in statements { _ = try await connection.query(SQL(verbatim: statement)) }
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    private func provision() async throws {
        let superuser = try await PostgresConnection.connect(to: superuser(in: "postgres"))
        try await SQLScript.load(Self.path("bootstrap.sql")).run(on: superuser)
        await superuser.close()
        try await setPassword(of: policy.administrator)
        try await run(["CREATE DATABASE \(Self.database)"], as: configuration(policy.administrator, in: "postgres"))
        let migrations = MigrationRunner(
            connection: configuration(policy.administrator),
            files: try MigrationDirectory.load(Self.path("migrations")),
            toolVersion: "test")
        _ = try await migrations.apply()
        for login in policy.logins { try await setPassword(of: login.name) }
    }

    private func setPassword(of login: String) async throws {
        let connection = try await PostgresConnection.connect(to: superuser(in: "postgres"))
        try await LoginPasswords.set(password, for: login, on: connection)
        await connection.close()
    }

    private static func path(_ name: String) -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return root.appending(path: "fleet").appending(path: name).path
    }
}
