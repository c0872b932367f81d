import DataAccessTesting
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A login that can reach too much", .timeLimit(.minutes(2)))
struct StartupFaultTests {
    @Test("is refused at the start, with the way it reaches it and what to do", arguments: StartupFault.all)
    func refused(fault: StartupFault) async throws {
        try await withGroups { fixture, words in
            for statement in fault.statements { try await fixture.asSuperuser(SQL(verbatim: words(statement))) }
            let error = try #require(await start(fixture))
            #expect(error.code == .configuration)
            let detail = error.detail ?? ""
            #expect(detail.contains(words(fault.expected)), "\(detail)")
        }
    }

    @Test("membership in groups that hold grants and nothing else is what is wanted")
    func plainGroups() async throws {
        try await withGroups { fixture, words in
            for statement in ["GRANT H TO G", "GRANT G TO W", "GRANT H TO R", "GRANT SELECT ON notes TO H"] {
                try await fixture.asSuperuser(SQL(verbatim: words(statement)))
            }
            #expect(try await start(fixture) == nil)
        }
    }

    @Test("temporary tables of its own are no ownership")
    func temporaryTable() async throws {
        try await withGroups { fixture, words in
            try await fixture.asSuperuser(SQL(verbatim: words("GRANT TEMPORARY ON DATABASE D TO W")))
            let other = try await fixture.database.connect(as: fixture.login(.webapp), password: fixture.password)
            _ = try await other.query("CREATE TEMPORARY TABLE passing (id int8 PRIMARY KEY)")
            let error = try await start(fixture)
            await other.close()
            #expect(error == nil)
        }
    }

    @Test("one message lists everything wrong with every login")
    func everything() async throws {
        try await withGroups { fixture, words in
            for statement in ["ALTER ROLE W BYPASSRLS CREATEDB", "GRANT pg_monitor TO W", "GRANT A TO R"] {
                try await fixture.asSuperuser(SQL(verbatim: words(statement)))
            }
            let detail = try await start(fixture)?.detail ?? ""
            #expect(detail.split(separator: "; ").count == 3, "\(detail)")
            for part in ["W has CREATEDB", "and has BYPASSRLS", "W can act as pg_monitor", "R can act as A"] {
                #expect(detail.contains(words(part)), "\(detail)")
            }
        }
    }

    @Test("pain 17, row-level security silently void: a login that owns its table, or bypasses policies, never serves")
    func rowSecurityVoid() async throws {
        for statement in ["ALTER TABLE notes OWNER TO W", "ALTER ROLE W BYPASSRLS", "ALTER ROLE W SUPERUSER"] {
            try await withGroups { fixture, words in
                try await fixture.asSuperuser(
                    "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'another tenant''s')",
                    SQL(verbatim: words(statement)))
                // This is what would happen: no tenant, yet the row is seen.
                let login = try await fixture.database.connect(as: fixture.login(.webapp), password: fixture.password)
                let seen = try await login.query("SELECT body FROM notes").count
                await login.close()
                #expect(seen == 1)
                #expect(try await start(fixture)?.code == .configuration)
            }
        }
    }

    /// What starting throws.
    private func start(_ fixture: RoleFixture) async throws -> DatabaseError? {
        let database = try Database(configuration: fixture.configuration, logger: .quiet)
        do throws(DatabaseError) {
            try await database.start()
        } catch {
            return error
        }
        await database.monitor.close()
        return nil
    }

    /// Two groups besides the logins, and the names that one letter stands for.
    private func withGroups(_ body: (RoleFixture, (String) -> String) async throws -> Void) async throws {
        try await withRoles { fixture in
            let groups = ["g_\(fixture.suffix)", "h_\(fixture.suffix)"]
            let names = [
                "W": fixture.login(.webapp), "R": fixture.login(.readonly), "A": fixture.login(.admin), "G": groups[0],
                "H": groups[1], "D": fixture.database.name,
            ]
            for group in groups { try await fixture.asSuperuser(SQL(verbatim: "CREATE ROLE \(group)")) }
            func cleanUp() async throws {
                try await fixture.asSuperuser(
                    SQL(verbatim: "ALTER DATABASE \(fixture.database.name) OWNER TO postgres"))
                for group in groups {
                    try await fixture.asSuperuser(
                        SQL(verbatim: "DROP OWNED BY \(group)"), SQL(verbatim: "DROP ROLE \(group)"))
                }
            }
            do {
                try await body(fixture) { text in
                    text.split(separator: /\b/).map { names[String($0)] ?? String($0) }.joined()
                }
            } catch {
                try? await cleanUp()
                throw error
            }
            try await cleanUp()
        }
    }
}
