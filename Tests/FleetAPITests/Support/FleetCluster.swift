import DataAccess
import Foundation
import LocalPostgres
import Migrations
import PostgresDriver
import Secrets
import StatementAnalysis

/// A PostgreSQL server with the fleet database in it, made from this project's own files.
struct FleetCluster: Sendable {
    static let database = "fleetdb"

    let server: PrivateServer
    private let password: String

    /// As `dal up` does it: bootstrap, database, migrations, passwords, vehicle models.
    static func start() async throws -> FleetCluster {
        let home = FileManager.default.temporaryDirectory.appending(path: "fleet-api-tests-\(UUID().uuidString)")
        let password = Secret.randomPassword().unsafeValue
        let server = try await PrivateServer.start(
            .init(home: home.path(percentEncoded: false), ephemeral: true, superuserPassword: password))
        let cluster = FleetCluster(server: server, password: password)
        try await cluster.bootstrap()
        _ = try await MigrationRunner(
            connection: cluster.connection("fleetadmin"), files: try MigrationDirectory.load(project("migrations")),
            toolVersion: "test"
        ).apply()
        try await cluster.setPasswords(of: ["fleet_webapp_user", "fleet_readonly_user"], as: "fleetadmin")
        try await cluster.loadVehicleModels()
        return cluster
    }

    func connection(_ user: String, database: String = database) -> ConnectionConfiguration {
        server.connection(user: user, database: database, password: { [password] in password })
    }

    /// Runs `body` on a connection of its own.
    func connected<Value>(
        as user: String, to database: String = database, _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await PostgresConnection.connect(to: connection(user, database: database))
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    /// How the application reaches the database, with small pools and a short interval between health checks.
    var configuration: DatabaseConfiguration {
        let password: @Sendable () async throws -> String? = { [password] in password }
        return DatabaseConfiguration(
            endpoint: .tcp(host: "127.0.0.1", port: server.port), database: Self.database,
            tls: .verifyFull(rootCertificate: server.rootCertificate),
            admin: PoolConfiguration(user: "fleetadmin", password: password, maximum: 2),
            webapp: PoolConfiguration(user: "fleet_webapp_user", password: password, maximum: 4),
            readonly: PoolConfiguration(user: "fleet_readonly_user", password: password, maximum: 4),
            healthCheckInterval: .milliseconds(200))
    }

    /// The same for a process of its own.
    var environment: [String: String] {
        [
            "DB_HOST": "127.0.0.1", "DB_PORT": "\(server.port)", "DB_NAME": Self.database,
            "DB_SSL_CA": server.rootCertificate, "DB_ADMIN_POOL_SIZE": "0",
            "DB_WEBAPP_USER": "fleet_webapp_user", "DB_WEBAPP_PASSWORD": password, "DB_WEBAPP_POOL_SIZE": "1",
            "DB_READONLY_USER": "fleet_readonly_user", "DB_READONLY_PASSWORD": password, "DB_READONLY_POOL_SIZE": "1",
        ]
    }
}

extension FleetCluster {
    /// A file or folder of this project's `fleet/`.
    private static func project(_ name: String) -> String {
        URL(filePath: #filePath).appending(path: "../../../../fleet/\(name)").standardized.path(percentEncoded: false)
    }

    private func bootstrap() async throws {
        let script = try String(contentsOfFile: Self.project("bootstrap.sql"), encoding: .utf8)
        try await connected(as: PrivateServer.superuser, to: "postgres") { connection in
            for statement in try StatementSplitter.split(script) {
                _ = try await connection.query(SQL(verbatim: statement.text))
            }
        }
        try await setPasswords(of: ["fleetadmin"], as: PrivateServer.superuser)
        try await connected(as: "fleetadmin", to: "postgres") { connection in
            _ = try await connection.query("CREATE DATABASE fleetdb")
        }
    }

    private func setPasswords(of logins: [String], as administrator: String) async throws {
        try await connected(as: administrator, to: "postgres") { connection in
            for login in logins {
                let verifier = try await connection.scramVerifier(password: password, user: login)
                _ = try await connection.query(SQL(verbatim: "ALTER ROLE \(login) PASSWORD '\(verifier)'"))
            }
        }
    }

    private func loadVehicleModels() async throws {
        let csv = [UInt8](try Data(contentsOf: URL(filePath: Self.project("data/epa-vehicles.csv"))))
        try await connected(as: "fleetadmin") { connection in
            _ = try await connection.copyIn(
                "COPY public.vehicle_models FROM STDIN WITH (FORMAT csv, HEADER true)"
            ) { writer in try await writer.write(csv) }
            _ = try await connection.query("ANALYZE public.vehicle_models")
        }
    }
}
