import DataAccessTesting
import FleetTesting
import Migrations
import PostgresCatalog
import PostgresDriver
import TestSupport
import Testing

@testable import AccessControl

@Suite("A plan as a migration", .serialized) struct AccessMigrationTests {
    @Test("runs up, proves itself, and its down is the exact inverse; the plan after it is empty")
    func upAndDown() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(Self.differences)
            let before = try await fleet.fingerprint(), plan = try await fleet.applier.plan()
            let text = try plan.migration(title: "Grants as declared.")
            #expect(!text.contains("fleetdb"))
            let lint = try fleet.lint(plan)
            #expect(lint == "1 file: nothing found\n")
            let runner = try fleet.runner(extra: ["035_access.sql": text])
            #expect(try await runner.apply() == [35])
            #expect(try await fleet.applier.plan().steps == [])
            #expect(try await runner.rollback(to: 34) == [35])
            #expect(try await fleet.changes(since: before) == [])
        }
    }

    private static let differences = [
        "REVOKE SELECT ON vendors FROM fleet_readonly", "GRANT DELETE ON users TO fleet_readonly",
        "GRANT SELECT (name) ON vendors TO PUBLIC", "GRANT TEMPORARY ON DATABASE fleetdb TO PUBLIC",
        "REVOKE fleet_readonly FROM fleet_readonly_user GRANTED BY fleetadmin",
        "ALTER ROLE fleet_jobs_user RESET lock_timeout",
        "ALTER ROLE fleet_jobs_user CREATEROLE",
        "ALTER ROLE fleet_jobs_user IN DATABASE fleetdb SET lock_timeout = '9s'",
    ]

    @Test("two databases of one server at once: both have the roles, and only who is the last rolls them back")
    func twoDatabases() async throws {
        try await FleetTestServer.with { fleet in
            let (files, runners) = try await fleet.twoDatabasesWithTables { plan in
                ["031_access.sql": try plan.migration(title: "Roles and grants.")]
            }
            let before = [try await fleet.fingerprint(), try await fleet.fingerprint(of: "second")]
            let applied = try await withThrowingTaskGroup(of: [Int].self) { group in
                for runner in runners { group.addTask { try await runner.apply() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(applied == [[31], [31]])
            for database in ["fleetdb", "second"] {
                #expect(try await fleet.verifies(upTo: 30, extra: files, in: database))
            }
            #expect(try await runners[0].rollback(to: 30) == [31])
            #expect(try await fleet.verifies(upTo: 30, extra: files, in: "second"))
            #expect(try await fleet.roles().count == 7)
            // From PostgreSQL 16 on who makes a role administers it.
            let left = try await fleet.changes(since: before[0]).filter { !$0.hasPrefix("~ role fleetadmin\n") }
            #expect(left.count == 7 && left.allSatisfy { $0.hasPrefix("+ role ") }, "\(left)")
            #expect(try await runners[0].apply() == [31])
            #expect(try await runners[1].rollback(to: 30) == [31])
            #expect(try await fleet.verifies(upTo: 30, extra: files, in: "fleetdb"))
            #expect(try await runners[0].rollback(to: 30) == [31])
            #expect(try await fleet.roles() == [])
            #expect(try await fleet.changes(since: before[0]) == [])
            #expect(try await fleet.changes(since: before[1], in: "second") == [])
        }
    }

    @Test("two databases that roll back at once: one waits for the other, and the last drops the roles")
    func rolledBackAtOnce() async throws {
        try await FleetTestServer.with { fleet in
            let runners = try await fleet.twoDatabasesWithTables { plan in
                ["031_access.sql": try plan.migration(title: "Roles and grants.")]
            }.runners
            for _ in 1...3 {
                for runner in runners { _ = try await runner.apply() }
                try await withThrowingTaskGroup { group in
                    for runner in runners { group.addTask { _ = try await runner.rollback(to: 30) } }
                    try await group.waitForAll()
                }
                #expect(try await fleet.roles() == [])
            }
        }
    }

    @Test(
        "a role that is there already and not as wanted is refused, by name, with what to do",
        arguments: [
            (["CREATE ROLE fleet_webapp LOGIN"], "fleet_webapp has attributes other than these"),
            (
                ["CREATE ROLE fleet_readonly_user LOGIN CONNECTION LIMIT 21"],
                "fleet_readonly_user has attributes other than these"
            ),
            (
                ["CREATE ROLE fleet_audit", "CREATE ROLE stranger", "GRANT fleet_audit TO stranger"],
                "stranger is a member of fleet_audit"
            ),
            (
                ["CREATE ROLE fleet_readonly", "GRANT pg_write_all_data TO fleet_readonly"],
                "fleet_readonly is a member of pg_write_all_data"
            ),
        ])
    func foundRoles(statements: [String], surprise: String) async throws {
        try await FleetTestServer.with { fleet in
            let runners = try await fleet.twoDatabasesWithTables { plan in
                ["031_access.sql": try plan.migration(title: "Roles and grants.")]
            }.runners
            try await fleet.run(statements)
            let error = await #expect(throws: MigrationError.self) { try await runners[0].apply() }
            let message = "\(try #require(error))"
            #expect(
                message.contains("roles of this name exist already and are not as wanted: \(surprise)"), "\(message)")
            #expect(message.contains("correct or drop them, then run this migration again"), "\(message)")
        }
    }

    @Test("what another database still uses stays as the migration made it, with a warning; then it is undone")
    func alteredBesideAnother() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(Self.differences)
            try await fleet.run(["CREATE DATABASE second"])
            try await fleet.run(
                ["CREATE TABLE notes (a int)", "GRANT SELECT ON notes TO fleet_readonly"], in: "second")
            let before = try await fleet.fingerprint()
            let text = try await fleet.applier.plan().migration(title: "Grants as declared.")
            let runner = try fleet.runner(extra: ["035_access.sql": text])
            _ = try await runner.apply()
            _ = try await runner.rollback(to: 34)
            let kept = try await fleet.changes(since: before)
            let member = "~ role fleet_readonly_user\n    + member of fleet_readonly: "
            #expect(
                kept.count == 1 && kept[0].hasPrefix(member) && kept[0].hasSuffix("granted by fleetadmin"), "\(kept)")
            _ = try await runner.apply()
            try await fleet.run(["DROP DATABASE second"])
            _ = try await runner.rollback(to: 34)
            #expect(try await fleet.changes(since: before) == [])
        }
    }

    @Test("policies of a plan are those that the proof reads back, for every type of tenant that it writes them for")
    func policies() async throws {
        try await FleetTestServer.with { fleet in
            for type in ["uuid", "text", "smallint", "integer", "bigint", "numeric", "varchar(20)"] {
                let name = "notes_\(type.prefix { $0 != "(" })"
                try await fleet.run([
                    "SET ROLE fleetadmin", "CREATE TABLE \(name) (tenant_id \(type), note text)", "RESET ROLE",
                ])
            }
            let before = try await fleet.fingerprint(), plan = try await fleet.applier.plan()
            #expect(plan.steps.count == 18)
            let lint = try fleet.lint(plan)
            #expect(lint == "1 file: nothing found\n")
            let runner = try fleet.runner(extra: ["035_policies.sql": try plan.migration(title: "Policies.")])
            #expect(try await runner.apply() == [35])
            let left = try await fleet.applier.plan()
            #expect(left.steps == [])
            let tables = left.notes.filter { $0.kind == .rowSecurity || $0.kind == .rowPolicy }.map(\.subject)
            #expect(Set(tables) == ["table public.notes_varchar"])
            try await fleet.run([
                "INSERT INTO notes_integer VALUES (1, 'mine'), (2, 'not mine')", "SET ROLE fleet_webapp",
                "SET app.current_tenant_id = '1'",
                "DO $$ BEGIN ASSERT (SELECT array_agg(note) FROM notes_integer) = '{mine}'; END $$", "RESET ROLE",
            ])
            #expect(try await runner.rollback(to: 34) == [35])
            #expect(try await fleet.changes(since: before) == [])
        }
    }

    @Test("sessions of a login that goes are ended, and what others granted its group goes too")
    func liveSession() async throws {
        try await FleetTestServer.with { fleet in
            let runners = try await fleet.twoDatabasesWithTables { plan in
                ["031_access.sql": try plan.migration(title: "Roles and grants.")]
            }.runners
            _ = try await runners[0].apply()
            try await TestServer.withConnection(to: fleet.configuration("fleetadmin")) { administrator in
                try await LoginPasswords.set(fleet.password, for: "fleet_webapp_user", on: administrator)
                _ = try await administrator.query("CREATE TABLE later (a int)")
            }
            try await fleet.run(["GRANT TRIGGER ON vendors TO fleet_webapp"])
            try await TestServer.withConnection(to: fleet.configuration("fleet_webapp_user")) { session in
                _ = try await session.query("SELECT count(*) FROM vendors")
                #expect(try await runners[0].rollback(to: 30) == [31])
                await #expect(throws: DatabaseError.self) { try await session.query("SELECT 1") }
            }
            #expect(try await fleet.roles() == [])
        }
    }
}
