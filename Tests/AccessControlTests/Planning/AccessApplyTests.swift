import DataAccessTesting
import FleetTesting
import Migrations
import PostgresCatalog
import PostgresDriver
import TestSupport
import Testing

@testable import AccessControl

/// Plans made of a real catalogue, run by an administrator who is no superuser.
@Suite("Plan and apply on a server", .serialized) struct AccessApplyTests {
    @Test("a setting's name has no case: PostgreSQL stores TimeZone, and there is nothing to do")
    func settingNames() async throws {
        try await FleetTestServer.with { fleet in
            let name = fleet.policy.logins[0].name
            try await fleet.run(["ALTER ROLE \(name) SET timezone = 'UTC'"])
            var policy = fleet.policy
            policy.logins[0].settings["timezone"] = "UTC"
            let administrator = fleet.configuration(policy.administrator)
            #expect(try await AccessApplier(policy: policy, administrator: administrator).plan().isAsDeclared)
        }
    }

    @Test("lists and units: apply writes what the file means, a session starts with it, and the second plan is empty")
    func settingValues() async throws {
        try await FleetTestServer.with { fleet in
            let name = fleet.policy.logins[0].name
            var policy = fleet.policy
            policy.logins[0].settings.merge([
                "search_path": "$user,public, \"Odd, name\"", "work_mem": "64MB", "temp_buffers": "8192kB",
                "datestyle": "ISO,DMY",
            ]) { $1 }
            let administrator = fleet.configuration(policy.administrator)
            let applier = AccessApplier(policy: policy, administrator: administrator)
            let done = try await applier.apply()
            #expect(done.steps.count == 4)
            #expect(try await applier.plan().isAsDeclared)
            #expect(try await fleet.prove(policy).surprises.map(\.description) == [])
            for (setting, shown) in [
                ("search_path", "\"$user\", public, \"Odd, name\""), ("work_mem", "64MB"), ("temp_buffers", "8MB"),
            ] {
                let value = try await fleet.show(setting, as: name)
                #expect(value == shown)
            }
            // Other notations of the same values.
            policy.logins[0].settings.merge([
                "search_path": "\"$user\", PUBLIC, \"Odd, name\"", "work_mem": "65536", "temp_buffers": "1024",
                "datestyle": "iso, dmy",
            ]) { $1 }
            #expect(try await AccessApplier(policy: policy, administrator: administrator).plan().isAsDeclared)
            policy.logins[0].settings["search_path"] = "public, \"$user\", \"Odd, name\""
            let moved = try await AccessApplier(policy: policy, administrator: administrator).plan()
            #expect(
                moved.steps.map(\.statement) == [
                    "ALTER ROLE \"\(name)\" SET search_path = 'public', '$user', 'Odd, name'"
                ])
            #expect(moved.inverse == ["ALTER ROLE \"\(name)\" SET search_path = '$user', 'public', 'Odd, name'"])
        }
    }

    @Test("what only a superuser sets for a role is said before, and left out, unless SET on it was granted")
    func settingsOfSuperusers() async throws {
        try await FleetTestServer.with { fleet in
            var policy = fleet.policy
            let name = policy.logins[0].name
            policy.logins[0].settings.merge([
                "app.list": "a, b", "log_statement": "mod", "log_min_messages": "error",
            ]) { $1 }
            try await fleet.run(["GRANT SET ON PARAMETER log_min_messages TO fleetadmin"])
            let applier = AccessApplier(policy: policy, administrator: fleet.configuration(policy.administrator))
            let plan = try await applier.plan()
            #expect(plan.steps.map(\.statement) == ["ALTER ROLE \"\(name)\" SET log_min_messages = 'error'"])
            #expect(
                plan.obstacles.map(\.statement) == [
                    "ALTER ROLE \"\(name)\" SET app.list = 'a, b'", "ALTER ROLE \"\(name)\" SET log_statement = 'mod'",
                ])
            _ = try await applier.apply(agreed: plan.hash)
            let superuser = AccessApplier(policy: policy, administrator: fleet.superuser())
            #expect(try await superuser.apply().steps.count == 2)
            #expect(try await applier.plan().isAsDeclared)
            #expect(try await fleet.show("app.list", as: name) == "a, b")
            #expect(try await fleet.show("log_min_messages", as: name) == "error")
        }
    }

    @Test("Fleet's policy after Fleet's migrations: nothing to do")
    func fleetIsAsDeclared() async throws {
        try await FleetTestServer.with { fleet in
            let plan = try await fleet.applier.plan()
            #expect(plan.steps.map(\.statement) == [])
            #expect(plan.obstacles == [])
            #expect(plan.notes == [])
            let done = try await fleet.applier.apply()
            #expect(done.isEmpty)
        }
    }

    @Test("everything taken away and given to PUBLIC comes back by one apply, and its inverse undoes exactly that")
    func strippedDatabase() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(Self.strip)
            let before = try await fleet.fingerprint()
            let plan = try await fleet.applier.plan()
            #expect(plan.obstacles == [])
            let lint = try fleet.lint(plan)
            #expect(lint == "1 file: nothing found\n")
            let done = try await fleet.applier.apply(agreed: plan.hash)
            #expect(done == plan)
            for login in fleet.policy.logins.map(\.name) {
                try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { connection in
                    try await LoginPasswords.set(fleet.password, for: login, on: connection)
                }
            }
            #expect(try await fleet.prove().surprises.map(\.description) == [])
            let second = try await fleet.applier.plan()
            #expect(second.steps.map(\.statement) == [])
            #expect(
                await #expect(throws: AccessChangeError.self) { try await fleet.applier.apply(agreed: plan.hash) }?.code
                    == .planMoved)
            try await fleet.undo(done)
            #expect(try await fleet.fingerprint().changes(since: before) == [])
        }
    }

    static let strip = [
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM fleet_webapp",
        "REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM fleet_across_tenants",
        "GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO PUBLIC",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC", "GRANT ALL ON SCHEMA public TO PUBLIC",
        "REVOKE ALL ON SCHEMA public FROM fleet_webapp, fleet_readonly, fleet_across_tenants",
        "REVOKE ALL ON DATABASE fleetdb FROM fleet_webapp, fleet_readonly, fleet_across_tenants",
        "GRANT CONNECT, TEMPORARY ON DATABASE fleetdb TO PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin IN SCHEMA public REVOKE ALL ON TABLES FROM fleet_webapp, fleet_readonly, fleet_across_tenants",
        "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin IN SCHEMA public REVOKE ALL ON SEQUENCES FROM fleet_webapp",
        "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin GRANT EXECUTE ON ROUTINES TO PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE fleetadmin GRANT USAGE ON TYPES TO PUBLIC",
        "DROP ROLE fleet_webapp_user, fleet_readonly_user, fleet_jobs_user",
        "ALTER TABLE vendors DISABLE ROW LEVEL SECURITY",
    ]

    @Test(
        "an empty database with Fleet's tables: roles, grants and policies are made, what migrations must bring is told"
    )
    func tablesAlone() async throws {
        try await FleetTestServer.with { fleet in
            try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { connection in
                _ = try await fleet.runner.rollback(to: 30)
                #expect(try await connection.query("SELECT FROM pg_roles WHERE rolname LIKE 'fleet\\_%'").isEmpty)
            }
            let before = try await fleet.fingerprint()
            let done = try await fleet.applier.apply()
            let lint = try fleet.lint(done)
            #expect(lint == "1 file: nothing found\n")
            #expect(done.steps.contains { $0.statement.hasPrefix("CREATE ROLE \"fleet_webapp\" NOLOGIN") })
            #expect(done.steps.contains { $0.statement.hasPrefix("CREATE POLICY \"every_tenant\" ON") })
            #expect(Set(done.notes.map(\.kind)) == [.missingObject, .audit], "\(done.notes)")
            let second = try await fleet.applier.plan()
            #expect(second.steps == [] && second.notes == done.notes)
            try await fleet.undo(done)
            #expect(try await fleet.fingerprint().changes(since: before) == [])
        }
    }

    @Test("two who apply at once: one does it, the other finds it done")
    func oneWriter() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "REVOKE ALL ON vendors FROM fleet_webapp", "GRANT DELETE ON vendors TO fleet_readonly",
            ])
            let plans = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await fleet.applier.apply().steps.count } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(plans.sorted() == [0, 0, 0, 2])
        }
    }

    @Test("pain 10, tuple concurrently updated: who finds a migration at work waits, then says so and does nothing")
    func busyLock() async throws {
        try await FleetTestServer.with { fleet in
            try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { connection in
                let holder = try #require(
                    try await connection.query("SELECT pg_backend_pid()::int8, pg_advisory_lock(\(WriterLock.key))")
                        .first)
                let process = try holder.decode(Int.self, at: 0)
                _ = try await connection.query("SET application_name = 'nightly job'")
                let applier = AccessApplier(
                    policy: fleet.policy, administrator: fleet.configuration(fleet.policy.administrator),
                    lockWait: .milliseconds(50))
                let error = await #expect(throws: AccessChangeError.self) { try await applier.apply() }
                #expect(error?.code == .lockBusy)
                let words = "at work in this database: process \(process) (nightly job, idle, age "
                #expect(error?.problem.contains(words) == true)
            }
        }
    }

    @Test(
        "a REVOKE that only warns is a failure, and so is a GRANT: 01006 and 01007",
        arguments: ["REVOKE SELECT ON vendors FROM fleet_readonly", "GRANT SELECT ON vendors TO fleet_readonly"])
    func warnings(statement: String) async throws {
        try await FleetTestServer.with { fleet in
            try await TestServer.withConnection(to: fleet.configuration("fleet_webapp_user")) { connection in
                let error = await #expect(throws: AccessChangeError.self) { try await connection.take(statement) }
                #expect(error?.code == .statementFailed)
                #expect(error?.problem.contains("the server only warned (0100") == true)
            }
        }
    }

    @Test("a revoke that would only warn is left out and told: who owns the object alone can do it")
    func obstacles() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "CREATE SCHEMA side", "CREATE TABLE side.notes (a int)", "GRANT USAGE ON SCHEMA side TO fleet_readonly",
                "GRANT SELECT ON side.notes TO fleet_readonly", "ALTER ROLE fleet_webapp_user BYPASSRLS",
            ])
            let plan = try await fleet.applier.plan()
            #expect(plan.steps == [])
            #expect(
                plan.obstacles.map(\.statement).sorted() == [
                    "ALTER ROLE \"fleet_webapp_user\" NOBYPASSRLS",
                    "REVOKE SELECT ON TABLE \"side\".\"notes\" FROM \"fleet_readonly\"",
                    "REVOKE USAGE ON SCHEMA \"side\" FROM \"fleet_readonly\"",
                ])
            let whole = try await AccessApplier(policy: fleet.policy, administrator: fleet.superuser()).apply()
            #expect(whole.steps.count == 3)
            #expect(whole.obstacles == [])
        }
    }
}

extension Fingerprint {
    /// What differs from an earlier one, in words.
    func changes(since earlier: Fingerprint) -> [String] {
        earlier.differences(to: self).map(\.description)
    }
}
