import FoundationEssentials
import PostgresDriver

@testable import DataAccess

/// Runs a test with a running database that has the table of tools, one tenant's and another's.
func withTools(
    _ change: (inout DatabaseConfiguration) -> Void = { _ in },
    _ body: (Database, RoleFixture, TenantID) async throws -> Void
) async throws {
    try await withDatabase(change) { database, fixture in
        try await fixture.asSuperuser(
            Tool.creation,
            "ALTER TABLE tools ENABLE ROW LEVEL SECURITY",
            """
            CREATE POLICY own_rows ON tools
            USING (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid)
            """,
            SQL(verbatim: "ALTER TABLE tools OWNER TO \(fixture.login(.admin))"),
            SQL(verbatim: "GRANT ALL ON tools TO \(fixture.login(.webapp)), \(fixture.login(.readonly))"))
        try await body(database, fixture, TenantID(UUID()))
    }
}
