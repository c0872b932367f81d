import DataAccess
import DataAccessTesting
import FleetTesting
import Foundation
import LocalPostgres
import PostgresDriver

extension FleetTestServer {
    /// Starts a server that has the vehicle models too.
    static func withVehicleModels() async throws -> FleetTestServer {
        let fleet = try await FleetTestServer.start()
        let csv = [UInt8](try Data(contentsOf: URL(filePath: FleetFiles.path("data/epa-vehicles.csv"))))
        try await fleet.connected(as: "fleetadmin") { connection in
            _ = try await connection.copyIn(
                "COPY public.vehicle_models FROM STDIN WITH (FORMAT csv, HEADER true)"
            ) { writer in try await writer.write(csv) }
            _ = try await connection.query("ANALYZE public.vehicle_models")
        }
        return fleet
    }

    /// Runs `body` on a connection of its own.
    func connected<Value>(
        as user: String, _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await TestServer.withConnection(to: configuration(user), body)
    }

    /// How the application reaches the database, with small pools and a short interval between health checks. All tests
    /// share them: whoever waits is not sent away before a busy machine can serve it.
    var databaseConfiguration: DatabaseConfiguration {
        let target = configuration("")
        func pool(_ user: String, maximum: Int) -> PoolConfiguration {
            var pool = PoolConfiguration(
                user: user, password: target.password, maximum: maximum, acquireTimeout: .seconds(60))
            pool.shedsLoad = false
            return pool
        }
        return DatabaseConfiguration(
            endpoint: target.endpoint, database: target.database, tls: target.tls,
            admin: pool("fleetadmin", maximum: 2), webapp: pool("fleet_webapp_user", maximum: 4),
            readonly: pool("fleet_readonly_user", maximum: 4), healthCheckInterval: .milliseconds(200))
    }

    /// The same for a process of its own.
    var environment: [String: String] {
        [
            "DB_HOST": "127.0.0.1", "DB_PORT": "\(server.server.port)", "DB_NAME": Self.database,
            "DB_SSL_CA": server.server.rootCertificate, "DB_ADMIN_POOL_SIZE": "0",
            "DB_WEBAPP_USER": "fleet_webapp_user", "DB_WEBAPP_PASSWORD": password, "DB_WEBAPP_POOL_SIZE": "1",
            "DB_READONLY_USER": "fleet_readonly_user", "DB_READONLY_PASSWORD": password, "DB_READONLY_POOL_SIZE": "1",
        ]
    }
}
