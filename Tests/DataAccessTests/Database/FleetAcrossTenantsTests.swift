import ConnectionPooling
import DataAccessTesting
import FleetTesting
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Reading across Fleet's tenants", .timeLimit(.minutes(2)))
struct FleetAcrossTenantsTests {
    @Test("Fleet's own files let its logins start, its jobs read every tenant's vendors, and each use is in the audit")
    func fleet() async throws {
        let fleet = try await FleetTestServer.start()
        do {
            try await check(fleet)
        } catch {
            try? await fleet.server.stop()
            throw error
        }
        try await fleet.server.stop()
    }

    private func check(_ fleet: FleetTestServer) async throws {
        try await TestServer.withConnection(to: fleet.superuser()) { superuser in
            for name in ["acme", "globex"] {
                _ = try await superuser.query(
                    """
                    WITH t AS (INSERT INTO tenants (name, display_name) VALUES (\(name), \(name)) RETURNING id)
                    INSERT INTO vendors (tenant_id, name) SELECT id, 'Ada' FROM t
                    """)
            }
        }
        func login(_ user: String) -> PoolConfiguration {
            PoolConfiguration(user: user, password: { [password = fleet.password] in password }, maximum: 1)
        }
        let target = fleet.configuration("fleet_webapp_user")
        let database = try Database(
            configuration: DatabaseConfiguration(
                endpoint: target.endpoint, database: target.database, tls: target.tls, admin: nil,
                webapp: login("fleet_webapp_user"), readonly: login("fleet_readonly_user"),
                acrossTenants: login("fleet_jobs_user")), logger: .quiet)
        try await withRunning(database) {
            let seen = try await database.acrossTenants(reason: "sign-in") { session in
                try await session.query("SELECT DISTINCT tenant_id FROM vendors").count
            }
            #expect(seen == 2)
            #expect(try await database.readGlobal { try await $0.query("SELECT 1 FROM vendors").count } == 0)
        }
        try await TestServer.withConnection(to: fleet.configuration("fleetadmin")) { administrator in
            let audit = try await administrator.query("SELECT login || ': ' || reason FROM across_tenants_audit")
            #expect(try audit.map { row in try row.decode(String.self, at: 0) } == ["fleet_jobs_user: sign-in"])
        }
    }
}
