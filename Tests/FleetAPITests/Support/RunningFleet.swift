import DataAccess
import DataAccessTesting
import FleetTesting
import Foundation
import PostgresDriver

@testable import FleetAPI

/// A fleet database on a server of this suite's own, and the application's pools to it: roles belong to the whole
/// server, so it shares none with other suites.
struct RunningFleet: Sendable {
    /// The one all tests share: its logins' connection limits would not bear pools for each test. Unstructured, because
    /// it belongs to the process and to no test.
    static let shared = Task { try await RunningFleet.start() }

    let fleet: FleetTestServer
    /// The database as the application sees it, started.
    let database: Database
    private let running: Task<Void, any Error>

    static func start() async throws -> RunningFleet {
        let fleet = try await FleetTestServer.withVehicleModels()
        let database = try Database(
            configuration: fleet.databaseConfiguration, naming: ParsedStatementNaming(), logger: .silent)
        try await database.start()
        // Unstructured: it serves every test there is, and ends with the process or with `stop()`.
        return RunningFleet(fleet: fleet, database: database, running: Task { try await database.run() })
    }

    /// Ends the pools and the server.
    func stop() async throws {
        running.cancel()
        try await running.value
        try await fleet.server.stop()
    }
}

extension RunningFleet {
    /// A tenant nobody else uses.
    func makeTenant() async throws -> UUID {
        let id = UUID()
        try await fleet.connected(as: "fleetadmin") { connection in
            _ = try await connection.query(
                """
                INSERT INTO public.tenants (id, name, display_name)
                VALUES (\(id), \("t-\(id.uuidString.lowercased())"), 'A test')
                """)
        }
        return id
    }

    /// Gives a vendor a work order, which keeps it from being deleted.
    func refer(to vendor: UUID, in tenant: UUID) async throws {
        try await fleet.connected(as: "fleetadmin") { connection in
            _ = try await connection.query(
                """
                WITH vehicle AS (
                  INSERT INTO public.vehicles (tenant_id, unit_number, make, model, year)
                  VALUES (\(tenant), 'U1', 'M', 'M', 2020) RETURNING id)
                INSERT INTO public.work_orders (tenant_id, vehicle_id, vendor_id, title)
                SELECT \(tenant), id, \(vendor), 'A test' FROM vehicle
                """)
        }
    }
}
