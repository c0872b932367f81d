import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Queries of existing code", .timeLimit(.minutes(2)))
struct TenantQueryTests {
    @Test("without a tenant it throws .tenantMissing instead of returning no rows in silence")
    func tenantMissing() async throws {
        try await withDatabase { database, _ in
            let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1") }
            #expect(error?.code == .tenantMissing)
        }
    }

    @Test("works as webapp under the tenant that middleware set, and is committed")
    func underTenant() async throws {
        try await withDatabase { database, fixture in
            let tenant = TenantID(UUID())
            try await Database.withTenant(tenant) {
                try await database.query("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')")
                #expect(try await database.query("SELECT body FROM notes").count == 1)
                #expect(try await database.query("SELECT current_user::text").text == fixture.login(.webapp))
            }
            let seenByOther = try await Database.withTenant(TenantID(UUID())) {
                try await database.query("SELECT body FROM notes").count
            }
            #expect(seenByOther == 0)
            #expect(try await fixture.rows() == 1)
        }
    }

    @Test("a failed statement gives the connection back clean")
    func failedStatement() async throws {
        try await withDatabase { database, _ in
            await Database.withTenant(TenantID(UUID())) {
                let error = await #expect(throws: DatabaseError.self) { try await database.query("SELECT 1 / 0") }
                #expect(error?.sqlState?.rawValue == "22012")
            }
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }

    @Test("a deferred constraint that fails when the statement's own transaction commits: rolled back for certain")
    func deferredConstraint() async throws {
        try await withDatabase { database, fixture in
            try await fixture.asSuperuser(
                "CREATE TABLE children (parent int8 REFERENCES notes DEFERRABLE INITIALLY DEFERRED)",
                SQL(verbatim: "GRANT ALL ON children TO \(fixture.login(.webapp))"))
            await Database.withTenant(TenantID(UUID())) {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.query("INSERT INTO children VALUES (99)")
                }
                #expect(error?.sqlState == .foreignKeyViolation)
                #expect(error?.outcome == .rolledBack)
            }
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }

    @Test("a connection lost while its transaction commits: unknown, and no retry is safe")
    func lostAtCommit() async throws {
        try await withDatabase { database, fixture in
            try await fixture.asSuperuser(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """,
                """
                CREATE CONSTRAINT TRIGGER die AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
            let tenant = TenantID(UUID())
            await Database.withTenant(tenant) {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.query("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')")
                }
                #expect(error?.code == .commitOutcomeUnknown)
                #expect(error?.outcome == .unknown)
            }
        }
    }

    @Test(
        "what ends a transaction or changes the session costs the connection or is refused",
        arguments: ["COMMIT", "BEGIN", "SET lock_timeout = 1"])
    func sessionState(statement: String) async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { database, _ in
            try await Database.withTenant(TenantID(UUID())) {
                let settings: SQL = "SELECT current_setting('lock_timeout') || pg_backend_pid()"
                _ = try await database.query(settings)
                _ = try? await database.query(SQL(verbatim: statement))
                #expect(try await database.query(settings).text.hasPrefix("0"))
            }
        }
    }
}
