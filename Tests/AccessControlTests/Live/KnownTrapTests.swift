import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver
import TestSupport
import Testing

/// What has gone wrong with roles and grants elsewhere: each trap is shown to be there first, then that ours steps over it.
@Suite("Known traps of roles and grants", .serialized) struct KnownTrapTests {
    @Test("defect 2, DROP OWNED BY is denied to a CREATEROLE administrator: it becomes a member for that alone")
    func dropOwnedIsDenied() async throws {
        try await FleetTestServer.with { fleet in
            let denied = await #expect(throws: DatabaseError.self) {
                try await Self.run("DROP OWNED BY fleet_webapp_user", as: "fleetadmin", on: fleet)
            }
            #expect(denied?.sqlState == .insufficientPrivilege)
            let gone = ["fleet_webapp_user", "fleet_webapp"]
            // From PostgreSQL 16 on it administers what it made.
            let others = try await fleet.memberships(of: "fleetadmin").filter { !gone.contains($0) }
            let report = try await fleet.removal(of: gone).remove(logins: fleet.logins)
            #expect(report.rowsLeft.values.allSatisfy { $0 == 0 })
            #expect(try await fleet.memberships(of: "fleetadmin") == others)
        }
    }

    @Test("defect 3, DROP ROLE succeeds under a live session, which then fails: ours ends the session first")
    func liveSessions() async throws {
        try await FleetTestServer.with { fleet in
            let outliving = try await PostgresConnection.connect(to: fleet.configuration("fleet_jobs_user"))
            try await fleet.run(["DROP OWNED BY fleet_jobs_user", "DROP ROLE fleet_jobs_user"])
            let invalid = await #expect(throws: DatabaseError.self) { try await outliving.query("SELECT current_user") }
            #expect(invalid?.serverMessage?.contains("invalid role OID") == true)
            await outliving.close()

            let ended = try await PostgresConnection.connect(to: fleet.configuration("fleet_readonly_user"))
            let report = try await fleet.removal(of: ["fleet_readonly_user"]).remove(logins: fleet.logins)
            #expect(report.sessionsEnded == 1)
            let error = await #expect(throws: DatabaseError.self) { try await ended.query("SELECT current_user") }
            #expect(error?.serverMessage?.contains("invalid role OID") != true)
            await ended.close()
        }
    }

    @Test(
        "defect 4, a test that inserts and rolls back draws a number all the same: the proof writes and draws nothing")
    func nothingIsLeft() async throws {
        try await FleetTestServer.with { fleet in
            let before = try await fleet.footprint()
            let proof = try await fleet.prove()
            #expect(proof.probes.map { $0.allowed + $0.refused }.allSatisfy { $0 > 0 })
            #expect(try await fleet.footprint() == before)
            try await fleet.run(["BEGIN", "SELECT nextval('work_order_number_seq')", "ROLLBACK"])
            #expect(try await fleet.footprint() != before)
        }
    }

    @Test("defect 7, readonly inherits from PUBLIC: temporary tables, other databases and functions are each found")
    func inheritedFromPublic() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "GRANT TEMPORARY ON DATABASE fleetdb TO PUBLIC", "CREATE DATABASE beside",
                "GRANT CONNECT ON DATABASE beside TO PUBLIC", "GRANT EXECUTE ON FUNCTION touch_row() TO PUBLIC",
            ])
            try await Self.run("CREATE TEMPORARY TABLE mine ()", as: "fleet_webapp_user", on: fleet)
            try await expect(
                on: fleet, "PUBLIC: may TEMPORARY on database fleetdb",
                "PUBLIC: may EXECUTE on function public.touch_row()",
                "fleet_webapp_user: can CREATE TEMPORARY TABLE")
            let found = try await fleet.prove().surprises.map(\.description)
            #expect(found.contains { $0.hasPrefix("PUBLIC: may CONNECT") && $0.hasSuffix("on database beside") })
        }
    }

    @Test(
        "pain 8, the mark is taken off first and the login survives: NOLOGIN comes first, and stays when the rest fails"
    )
    func refusedFromTheStart() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.addSecondDatabase()
            try await fleet.run(
                ["CREATE EVENT TRIGGER nothing_goes ON sql_drop EXECUTE FUNCTION refuse_drop()"], in: "second")
            let removal = fleet.removal(of: ["fleet_webapp_user", "fleet_webapp"])
            await #expect(throws: AccessChangeError.self) { try await removal.remove() }
            #expect(try await fleet.roles(like: "fleet\\_webapp\\_user") == ["fleet_webapp_user"])
            let refused = await #expect(throws: DatabaseError.self) {
                try await Self.run("SELECT 1", as: "fleet_webapp_user", on: fleet)
            }
            #expect(refused?.sqlState == .invalidAuthorizationSpecification)
        }
    }

    @Test("has_table_privilege is true without USAGE of the schema: the proof says what cannot be reached")
    func schemaWithoutUsage() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(["REVOKE USAGE ON SCHEMA public FROM fleet_readonly"])
            let says = try await Self.answer(
                "has_table_privilege('fleet_readonly_user', 'vendors', 'SELECT')", on: fleet)
            #expect(says)
            try await expect(
                on: fleet, "fleet_readonly: lacks USAGE on schema public",
                "fleet_readonly_user: cannot SELECT public.vendors, which is declared")
        }
    }

    @Test("EXPLAIN INSERT asks for no sequence: the catalogue does")
    func sequenceBehindAnInsert() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run(["REVOKE USAGE ON SEQUENCE work_order_number_seq FROM fleet_webapp"])
            try await Self.run(
                "EXPLAIN INSERT INTO work_orders (title) VALUES ('x')", as: "fleet_webapp_user", on: fleet)
            try await expect(
                on: fleet, "fleet_webapp: lacks USAGE on sequence public.work_order_number_seq",
                "fleet_webapp_user: cannot USAGE sequence public.work_order_number_seq, which is declared")
        }
    }

    @Test("limits and settings do not come with membership: one that stands on the group alone is missing on the login")
    func settingsOfTheGroup() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "ALTER ROLE fleet_webapp SET statement_timeout = '30s'",
                "ALTER ROLE fleet_webapp_user RESET statement_timeout",
                "ALTER ROLE fleet_webapp CONNECTION LIMIT 50", "ALTER ROLE fleet_webapp_user CONNECTION LIMIT -1",
            ])
            #expect(try await Self.show("statement_timeout", as: "fleet_webapp_user", on: fleet) == "0")
            let found = try await fleet.prove().surprises.map(\.description).filter {
                $0.hasPrefix("fleet_webapp_user:")
            }
            #expect(found.contains { $0.contains("statement_timeout") })
            #expect(found.contains { $0.contains("connection limit") })
        }
    }

    private func expect(on fleet: FleetTestServer, _ expected: String...) async throws {
        let found = try await fleet.prove().surprises.map(\.description)
        for surprise in expected { #expect(found.contains(surprise), "\(found.joined(separator: "\n"))") }
    }

    private static func run(_ statement: String, as login: String, on fleet: FleetTestServer) async throws {
        try await TestServer.withConnection(to: fleet.configuration(login)) { connection in
            _ = try await connection.query(SQL(verbatim: statement))
        }
    }

    private static func show(_ setting: String, as login: String, on fleet: FleetTestServer) async throws -> String? {
        try await TestServer.withConnection(to: fleet.configuration(login)) { connection in
            try await connection.query("SELECT current_setting(\(setting))").first?.decode(String.self, at: 0)
        }
    }

    private static func answer(_ question: String, on fleet: FleetTestServer) async throws -> Bool {
        try await TestServer.withConnection(to: fleet.superuser()) { connection in
            try await connection.query(SQL(verbatim: "SELECT \(question)"))[0].decode(Bool.self, at: 0)
        }
    }
}
