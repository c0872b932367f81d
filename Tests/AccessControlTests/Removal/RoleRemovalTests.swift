import DataAccessTesting
import FleetTesting
import PostgresCatalog
import PostgresDriver
import TestSupport
import Testing

@testable import AccessControl

/// Fleet's roles taken away again, on servers of their own: roles belong to a whole server.
@Suite("Taking roles away", .serialized) struct RoleRemovalTests {
    static let all = [
        "fleet_webapp_user", "fleet_readonly_user", "fleet_jobs_user", "fleet_webapp", "fleet_readonly",
        "fleet_across_tenants", "fleet_audit",
    ]

    @Test(
        "defect 1, its rollback script fails: as it stands it drops the audit and leaves both logins; ours then succeeds"
    )
    func theChecklistsOwnScript() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "GRANT SELECT ON vendors TO fleet_webapp_user, fleet_readonly_user",
                "GRANT CONNECT ON DATABASE fleetdb TO fleet_webapp_user, fleet_readonly_user",
            ])
            let failures = try await Self.runChecklist(on: fleet)
            let refused = failures.filter { $0.statement.hasPrefix("DROP ROLE") }
            #expect(refused.count == 2)
            #expect(refused.allSatisfy { $0.state == .dependentObjectsStillExist })
            #expect(try await fleet.roles(like: "fleet\\_%\\_user").count == 3)
            #expect(try await fleet.exists("db_user_audit") == false)
            let report = try await fleet.removal(of: ["fleet_webapp_user", "fleet_readonly_user"]).remove(
                logins: fleet.logins)
            #expect(report.rowsLeft == ["pg_roles": 0, "pg_shdepend": 0, "pg_auth_members": 0, "pg_default_acl": 0])
            #expect(report.refusedLogins == ["fleet_readonly_user", "fleet_webapp_user"])
        }
    }

    /// Runs the script of the checklist as psql would without ON_ERROR_STOP: on over every error.
    private static func runChecklist(on fleet: FleetTestServer) async throws -> [(statement: String, state: SQLState?)]
    {
        try await TestServer.withConnection(to: fleet.configuration(fleet.policy.administrator)) { connection in
            var failures: [(statement: String, state: SQLState?)] = []
            for statement in try ChecklistScript.statements() {
                do throws(DatabaseError) {
                    _ = try await connection.query(SQL(verbatim: statement))
                } catch {
                    failures.append((statement, error.sqlState))
                }
            }
            return failures
        }
    }

    @Test(
        "pain 6, a role cannot be dropped: grants in two databases, a default privilege, sessions connected; all gone, twice"
    )
    func twoDatabasesAndSessions() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.addSecondDatabase()
            let session = try await PostgresConnection.connect(to: fleet.configuration("fleet_webapp_user"))
            let writer = try await PostgresConnection.connect(to: fleet.configuration(fleet.policy.administrator))
            _ = try await writer.query("INSERT INTO tenants (name, display_name) VALUES ('acme', 'Acme')")
            await writer.close()
            let removal = fleet.removal(of: Self.all, reassignTo: "fleetadmin")
            let report = try await removal.remove(logins: fleet.logins)
            #expect(report.sessionsEnded == 1)
            #expect(report.survey.databases == ["fleetdb", "second"])
            #expect(report.rowsLeft.values.allSatisfy { $0 == 0 })
            #expect(report.refusedLogins.count == 3)
            let gone = await #expect(throws: DatabaseError.self) { try await session.query("SELECT 1") }
            #expect(gone != nil)
            await session.close()
            #expect(try await fleet.roles(like: "fleet\\_%") == [])
            #expect(try await fleet.count("db_user_audit") == 1)
            let again = try await removal.remove(logins: fleet.logins)
            #expect(again.survey.absent == Self.all)
            #expect(again.refusedLogins.count == 3)
            #expect(try await fleet.memberships(of: "fleetadmin") == [])
        }
    }

    @Test("owned objects: refused and named without an heir, and nothing has happened")
    func ownedObjects() async throws {
        try await FleetTestServer.with { fleet in
            let before = try await fleet.fingerprint()
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["fleet_audit"]).remove()
            }
            #expect(error?.code == .refused)
            #expect(error?.problem.contains("fleetdb: function public.record_db_user_audit()") == true)
            #expect(try await fleet.fingerprint().changes(since: before) == [])
        }
    }

    @Test("an heir who goes too, or does not exist, gets nothing: refused, and nothing is dropped")
    func unfitHeir() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE leaver", "RESET SESSION AUTHORIZATION",
                "CREATE TABLE kept (a int)", "ALTER TABLE kept OWNER TO leaver",
            ])
            let roles = ["leaver", "fleet_webapp_user"]
            for heir in roles + ["nobody"] {
                let error = await #expect(throws: AccessChangeError.self) {
                    try await fleet.removal(of: roles, reassignTo: heir).remove()
                }
                #expect(error?.code == .refused, "\(heir)")
                #expect(error?.problem.contains("\(heir) is to get what the roles own, and") == true)
            }
            #expect(try await fleet.exists("kept") == true)
        }
    }

    @Test("a table made after the survey is not dropped: stopped, and named with its database")
    func ownedSince() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE leaver", "RESET SESSION AUTHORIZATION",
                "CREATE TABLE kept (a int)", "ALTER TABLE kept OWNER TO leaver",
            ])
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["leaver"]).clear(["leaver"], in: "fleetdb", drops: true)
            }
            #expect(error?.code == .incomplete)
            #expect(error?.problem == "in fleetdb the roles still own: table public.kept")
            #expect(try await fleet.exists("kept") == true)
        }
    }

    @Test("a foreign grantor, a superuser's object: said by name before anything is done")
    func foreignGrantor() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "CREATE ROLE lender", "GRANT USAGE ON SCHEMA public TO lender",
                "GRANT SELECT ON vendors TO lender WITH GRANT OPTION",
                "SET ROLE lender", "GRANT SELECT ON vendors TO fleet_readonly", "RESET ROLE",
                "CREATE TABLE others (a int)", "GRANT SELECT ON others TO fleet_readonly",
            ])
            let before = try await fleet.fingerprint()
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["fleet_readonly"]).remove()
            }
            #expect(error?.code == .refused)
            #expect(
                error?.problem.contains("fleetdb: lender granted fleet_readonly something on table public.vendors")
                    == true)
            #expect(
                error?.problem.contains(
                    "fleetdb: fleet_readonly holds something on table public.others; postgres owns it") == true)
            #expect(try await fleet.fingerprint().changes(since: before) == [])
            try await fleet.run([
                "SET ROLE lender", "REVOKE SELECT ON vendors FROM fleet_readonly", "RESET ROLE", "DROP TABLE others",
            ])
            #expect(try await fleet.removal(of: ["fleet_readonly"]).remove().rowsLeft.values.allSatisfy { $0 == 0 })
        }
    }

    @Test("a grant that a role which goes gave to one that stays: said by name, until another gives it too")
    func givenOn() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE lender", "CREATE ROLE borrower",
                "RESET SESSION AUTHORIZATION", "GRANT USAGE ON SCHEMA public TO lender",
                "GRANT SELECT ON vendors TO lender WITH GRANT OPTION",
                "SET ROLE lender", "GRANT SELECT ON vendors TO borrower", "RESET ROLE",
            ])
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["lender"]).remove()
            }
            #expect(error?.code == .refused)
            let words = "fleetdb: borrower has SELECT on table public.vendors from lender, and would lose it"
            #expect(error?.problem.contains(words) == true)
            try await fleet.run(["GRANT SELECT ON vendors TO borrower"])
            #expect(try await fleet.removal(of: ["lender"]).remove().rowsLeft.values.allSatisfy { $0 == 0 })
        }
    }

    @Test("REPLICATION, which before PostgreSQL 16 only a superuser alters: refused before anything is done")
    func replication() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(["CREATE ROLE copier LOGIN REPLICATION"])
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["copier"]).remove()
            }
            #expect(error?.code == .refused)
        }
    }

    @Test("what fails half-way leaves no membership behind, and is finished by running it again")
    func halfWay() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.addSecondDatabase()
            try await fleet.run(
                ["CREATE EVENT TRIGGER nothing_goes ON sql_drop EXECUTE FUNCTION refuse_drop()"], in: "second")
            // From PostgreSQL 16 on it administers the roles that it made.
            let before = try await fleet.memberships(of: "fleetadmin")
            let removal = fleet.removal(of: ["fleet_webapp_user", "fleet_webapp"])
            let error = await #expect(throws: AccessChangeError.self) { try await removal.remove() }
            #expect(error?.code == .incomplete)
            #expect(try await fleet.memberships(of: "fleetadmin") == before)
            try await fleet.run(["DROP EVENT TRIGGER nothing_goes"], in: "second")
            #expect(try await removal.remove().rowsLeft.values.allSatisfy { $0 == 0 })
        }
    }

    @Test("who must not be taken away is not: the administrator, the superuser, PostgreSQL's own roles")
    func notThese() async throws {
        try await FleetTestServer.with { fleet in
            for role in ["fleetadmin", "postgres", "pg_monitor"] {
                let error = await #expect(throws: AccessChangeError.self) {
                    try await fleet.removal(of: [role]).remove()
                }
                #expect(error?.code == .refused, "\(role)")
                // An heir would not help: it is not for what they own.
                #expect(error?.problem.hasPrefix("what stands against it:\n") == true, "\(role)")
            }
        }
    }
}
