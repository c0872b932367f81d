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
        server.server.connection(user: user, database: database, password: { [password] in password })
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
        let bootstrap = try MigrationFile(path: "fleet/000_bootstrap.sql", content: Array(Self.data("bootstrap.sql")))
        try await run(bootstrap.up.map(\.text), as: superuser(in: "postgres"))
        try await setPassword(of: policy.administrator)
        try await run(["CREATE DATABASE \(Self.database)"], as: configuration(policy.administrator, in: "postgres"))
        for file in try MigrationDirectory.load(Self.path("migrations")) {
            try await run(["BEGIN"] + file.up.map(\.text) + ["COMMIT"], as: configuration(policy.administrator))
        }
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

    private static func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path(name)))
    }
}
