import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import Logging
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Reading across tenants", .timeLimit(.minutes(2)))
struct AcrossTenantsTests {
    private struct Mine: Error {}

    @Test("sees every tenant's rows under its own login, and leaves a record and a line in the log")
    func reads() async throws {
        let lines = RecordingLogHandler.Lines()
        try await withJobs(lines) { (database, fixture) async throws in
            for _ in 0..<2 {
                let tenant = TenantID(UUID())
                try await database.write(for: tenant) { session in
                    try await session.execute(
                        "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), gen_random_uuid()::text)")
                }
            }
            let (rows, who) = try await database.acrossTenants(reason: "nightly billing") { session in
                (
                    try await session.query("SELECT DISTINCT tenant_id FROM notes").count,
                    try await session.query("SELECT current_user::text").text
                )
            }
            #expect(rows == 2)
            #expect(who == fixture.login(.acrossTenants))
            let record = try await records(fixture)
            #expect(record == ["\(who)|nightly billing|dal across_tenants"])
            let line = try #require(lines.all.first { $0.message == "reading across tenants" })
            #expect(line.level == .notice)
            #expect(line.metadata["reason"] == "nightly billing")
        }
    }

    @Test("the record stands before the first statement, and whatever becomes of the reading")
    func recordFirst() async throws {
        try await withJobs { (database, fixture) async throws in
            await #expect(throws: Mine.self) {
                try await database.acrossTenants(reason: "a look") { session in
                    #expect(try await records(fixture).count == 1)
                    _ = try await session.query("SELECT 1 FROM notes")
                    throw Mine()
                }
            }
            #expect(try await records(fixture).count == 1)
        }
    }

    @Test("within another session it is refused, and nothing is put on record")
    func nested() async throws {
        try await withJobs { (database, fixture) async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: TenantID(UUID())) { _ in
                    try await database.acrossTenants(reason: "a look") { _ in }
                }
            }
            #expect(error?.code == .nestedSession)
            #expect(try await records(fixture).isEmpty)
        }
    }

    @Test("without a record nothing is read", arguments: [" \n", "refused by the database"])
    func noRecord(reason: String) async throws {
        try await withJobs { (database, fixture) async throws in
            try await fixture.asSuperuser("ALTER TABLE uses ADD CHECK (reason NOT LIKE 'refused%')")
            var hasRun = false
            await #expect(throws: DatabaseError.self) {
                try await database.acrossTenants(reason: reason) { _ in hasRun = true }
            }
            #expect(!hasRun)
            #expect(try await database.acrossTenants(reason: "again") { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("a database without the function is an error that names it")
    func noFunction() async throws {
        try await withJobs { database, fixture in
            try await fixture.asSuperuser("DROP FUNCTION record_across_tenants_use")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.acrossTenants(reason: "a test") { _ in }
            }
            #expect(error?.detail?.contains("record_across_tenants_use") == true)
        }
    }

    @Test("it can write nothing, not even the record by itself")
    func writesNothing() async throws {
        try await withJobs { (database, fixture) async throws in
            for statement in ["DELETE FROM notes", "INSERT INTO uses (reason) VALUES ('x')", "DELETE FROM uses"] {
                await #expect(throws: DatabaseError.self) {
                    try await database.acrossTenants(reason: "a test") {
                        _ = try await $0.query(SQL(verbatim: statement))
                    }
                }
            }
            #expect(try await records(fixture).count == 3)
        }
    }

    @Test("a login that bypasses row-level security instead of having policies is refused at the start")
    func bypass() async throws {
        try await withRoles { fixture in
            try await fixture.asSuperuser(SQL(verbatim: "ALTER ROLE \(fixture.login(.acrossTenants)) BYPASSRLS"))
            var configuration = fixture.configuration
            configuration.acrossTenants = fixture.pool(.acrossTenants, maximum: 1)
            let database = try Database(configuration: configuration, logger: .quiet)
            let error = await #expect(throws: DatabaseError.self) { try await database.start() }
            #expect(error?.detail?.contains("across_tenants: \(fixture.login(.acrossTenants)) has BYPASSRLS") == true)
        }
    }

    private func records(_ fixture: RoleFixture) async throws -> [String] {
        try await fixture.database.withConnection { connection in
            try await connection.query("SELECT login || '|' || reason || '|' || application FROM uses").map { row in
                try row.decode(String.self, at: 0)
            }
        }
    }

    /// A database with the login of jobs, its policy and its record.
    private func withJobs(
        _ lines: RecordingLogHandler.Lines = .init(), _ body: (Database, RoleFixture) async throws -> Void
    ) async throws {
        try await withRoles { fixture in
            let login = fixture.login(.acrossTenants)
            try await fixture.asSuperuser(
                SQL(verbatim: "GRANT SELECT ON notes TO \(login)"),
                SQL(verbatim: "CREATE POLICY every_row ON notes FOR SELECT TO \(login) USING (true)"),
                "CREATE TABLE uses (login text, reason text, application text)",
                """
                CREATE FUNCTION record_across_tenants_use(reason text) RETURNS void
                LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
                AS $$ INSERT INTO uses VALUES (session_user, reason, current_setting('application_name')) $$
                """,
                "REVOKE ALL ON FUNCTION record_across_tenants_use FROM PUBLIC",
                SQL(verbatim: "GRANT EXECUTE ON FUNCTION record_across_tenants_use TO \(login)"))
            var configuration = fixture.configuration
            configuration.acrossTenants = fixture.pool(.acrossTenants, maximum: 1)
            let database = try Database(
                configuration: configuration, logger: Logger(label: "test") { _ in RecordingLogHandler(lines) })
            try await withRunning(database) { try await body(database, fixture) }
        }
    }
}
