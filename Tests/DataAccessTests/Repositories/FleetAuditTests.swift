import ConnectionPooling
import DataAccessTesting
import FleetTesting
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("The audit of what repositories write", .timeLimit(.minutes(2)))
struct FleetAuditTests {
    let vendors = Repository<AuditedVendor>()

    @Test("each write of Fleet's vendors leaves its row in db_user_audit, in the same transaction")
    func audit() async throws {
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
        let tenant = TenantID(
            try await TestServer.withConnection(to: fleet.superuser()) { superuser in
                try await superuser.query(
                    "INSERT INTO tenants (name, display_name) VALUES ('acme', 'Acme') RETURNING id")[0].decode(at: 0)
            })
        let database = try database(fleet)
        try await withRunning(database) { [vendors] in
            let made = try await database.write(for: tenant) { session in
                try await vendors.create(.init(name: "Ada"), in: session)
            }
            #expect(try await entries(of: tenant, fleet) == ["INSERT \(made.key)"])
            await #expect(throws: AskedFor.self) {
                try await database.write(for: tenant) { session in
                    try await vendors.update(made.id, .init(name: .set("Bob")), version: 1, in: session)
                    throw AskedFor()
                }
            }
            #expect(try await entries(of: tenant, fleet).count == 1)
            let (many, upserted) = try await database.write(for: tenant) { session in
                try await vendors.update(made.id, .init(name: .set("Bob")), version: 1, in: session)
                let many = try await vendors.createMany(returning: [.init(name: "C"), .init(name: "D")], in: session)
                let upserted = try await vendors.upsert(
                    .init(id: made.id, name: "Eve"), onConflict: { $0.id }, in: session)
                try await vendors.delete(made.id, version: 3, in: session)
                return (many, upserted)
            }
            #expect(upserted.version == 3)
            let seen = try await entries(of: tenant, fleet)
            #expect(
                seen == [
                    "INSERT \(made.key)", "UPDATE \(made.key) name,version", "INSERT \(many[0].key)",
                    "INSERT \(many[1].key)", "UPDATE \(made.key) name,version", "DELETE \(made.key)",
                ])
        }
    }

    private func database(_ fleet: FleetTestServer) throws -> Database {
        func login(_ user: String) -> PoolConfiguration {
            PoolConfiguration(user: user, password: { [password = fleet.password] in password }, maximum: 1)
        }
        let target = fleet.configuration("fleet_webapp_user")
        return try Database(
            configuration: DatabaseConfiguration(
                endpoint: target.endpoint, database: target.database, tls: target.tls, admin: nil,
                webapp: login("fleet_webapp_user"), readonly: login("fleet_readonly_user")), logger: .quiet)
    }

    /// What the audit says of a tenant's vendors: for an update also the columns, but for the one that a trigger sets.
    private func entries(of tenant: TenantID, _ fleet: FleetTestServer) async throws -> [String] {
        try await TestServer.withConnection(to: fleet.configuration("fleetadmin")) { administrator in
            try await administrator.query(
                """
                SELECT concat_ws(' ', operation, key,
                  CASE operation WHEN 'UPDATE' THEN array_to_string(array_remove(changed_columns, 'updated_at'), ',') END)
                FROM db_user_audit
                WHERE tenant = \(tenant.rawValue) AND table_name = 'vendors' AND login = 'fleet_webapp_user'
                ORDER BY id
                """
            ).map { row in try row.decode(String.self, at: 0) }
        }
    }
}

/// Some columns of Fleet's vendors, declared by hand as `@Table` would write it. Its drafts may bring their own key.
struct AuditedVendor: Table {
    let id: UUID
    var name: String
    let version: Int

    /// The key as PostgreSQL writes it.
    var key: String { id.uuidString.lowercased() }

    struct Columns: Sendable {
        let id = Column<AuditedVendor, UUID>("id")
        let name = Column<AuditedVendor, String>("name")
    }

    typealias Access = TenantScope
    static let columns = Columns()
    static let definition = RelationDefinition(
        "vendors", schema: "public",
        columns: [
            ColumnDefinition("id", UUID.self, traits: [.primaryKey, .hasDefault]),
            ColumnDefinition("name", String.self),
            ColumnDefinition("version", Int.self, traits: [.version]),
        ], tenantColumn: "tenant_id")

    init(row: PostgresDriver.Row, at positions: ColumnPositions) throws(DatabaseError) {
        id = try row.decode(at: positions[0])
        name = try row.decode(at: positions[1])
        version = try row.decode(at: positions[2])
    }

    struct Draft: TableDraft {
        var id: UUID?
        var name: String

        func encode(into values: inout InsertValues) {
            values.appendUnlessDefault("id", id)
            values.append("name", name)
        }

        var givenDefaults: UInt64 { id == nil ? 0 : 1 << 0 }

        static func encode(_ drafts: [Self], into values: inout BulkValues) {
            values.appendUnlessDefault("id", drafts.map(\.id))
            values.append("name", drafts.map(\.name))
        }
    }

    struct Changes: TableChanges {
        var name: Change<String>

        init() { self.init(name: .unchanged) }

        init(name: Change<String>) { self.name = name }

        func encode(into assignments: inout Assignments) { assignments.append("name", name) }
    }
}
