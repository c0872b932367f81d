import PostgresDriver

@testable import DataAccess

/// Runs a test with a running database that has tables of no tenant, ``Fuel`` and ``Gauge``.
func withGauges(_ body: (Database, RoleFixture) async throws -> Void) async throws {
    try await withDatabase { database, fixture in
        try await fixture.asSuperuser(Fuel.creation, Gauge.creation)
        for statement in Gauge.counting { try await fixture.asSuperuser(statement) }
        for table in ["fuels", "gauges"] {
            try await fixture.asSuperuser(
                SQL(verbatim: "ALTER TABLE \(table) OWNER TO \(fixture.login(.admin))"),
                SQL(verbatim: "GRANT ALL ON \(table) TO \(fixture.login(.webapp)), \(fixture.login(.readonly))"))
        }
        try await body(database, fixture)
    }
}
