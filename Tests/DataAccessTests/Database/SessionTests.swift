import ConnectionPooling
import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Sessions on a real server", .timeLimit(.minutes(2)))
struct SessionTests {
    let tenant = TenantID(UUID())

    @Test("every role works under its own login")
    func ownLogin() async throws {
        try await withDatabase { (database, fixture) async throws in
            let who: SQL = "SELECT current_user::text"
            #expect(try await database.readGlobal { try await $0.query(who).text } == fixture.login(.readonly))
            #expect(try await database.writeGlobal { try await $0.query(who).text } == fixture.login(.webapp))
            #expect(try await database.administer { try await $0.query(who).text } == fixture.login(.admin))
        }
    }

    @Test("a tenant's rows are written, read back, and unseen by another tenant and without one")
    func tenantScope() async throws {
        try await withDatabase { database, _ in
            let tenant = tenant
            let written = try await database.write(for: tenant) { session in
                try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')")
            }
            #expect(written == 1)
            let read: SQL = "SELECT body FROM notes"
            #expect(try await database.read(for: tenant) { try await $0.query(read).count } == 1)
            #expect(try await database.read(for: TenantID(UUID())) { try await $0.query(read).count } == 0)
            #expect(try await database.readGlobal { try await $0.query(read).count } == 0)
        }
    }

    @Test(
        "pain 16, tenant leak: a tenant left behind on the connection by a session-wide setting is not seen by the next session"
    )
    func tenantLeftBehind() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { database, fixture in
            let tenant = tenant
            try await database.write(for: tenant) { session in
                try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')")
                _ = try await session.query("SELECT set_config('app.current_tenant_id', \(tenant.description), false)")
            }
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1 FROM notes").count } == 0)
        }
    }

    @Test("pain 16, tenant leak: a tenant that the login has as its default is not seen by a read without a tenant")
    func tenantByDefault() async throws {
        try await withRoles { fixture in
            let tenant = tenant
            try await fixture.asSuperuser(
                "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'mine')",
                SQL(verbatim: "ALTER ROLE \(fixture.login(.readonly)) SET app.current_tenant_id = '\(tenant)'"))
            let database = try Database(configuration: fixture.configuration, logger: .quiet)
            try await withRunning(database) {
                let rows = try await database.readGlobal { try await $0.query("SELECT 1 FROM notes").count }
                #expect(rows == 0)
            }
        }
    }

    @Test(
        "SQL that sneaks a write into a read session is refused by the server, even when the login may write",
        arguments: [
            "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'sneaked')", "DELETE FROM notes",
            "SET TRANSACTION READ WRITE", "SELECT 1; DELETE FROM notes",
            "WITH d AS (DELETE FROM notes RETURNING 1) SELECT count(*) FROM d",
        ])
    func sneakedWrite(statement: String) async throws {
        try await withDatabase { database, _ in
            await #expect(throws: DatabaseError.self) {
                try await database.read(for: tenant) { _ = try await $0.query(SQL(verbatim: statement)) }
            }
        }
    }

    @Test(
        "nor does lifting the server's default first let a write through, and the connection is not used again",
        arguments: [
            "SET default_transaction_read_only = off",
            "SELECT set_config('default_transaction_read_only', 'off', false)",
        ])
    func liftedDefault(lifting: String) async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { database, fixture in
            let pid: SQL = "SELECT pg_backend_pid()"
            let before = try await database.readGlobal { try await $0.query(pid).number }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.readGlobal { session in
                    _ = try await session.query(SQL(verbatim: lifting))
                    _ = try await session.query(
                        "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'sneaked') RETURNING id")
                }
            }
            #expect(error?.sqlState == .readOnlySQLTransaction)
            #expect(try await database.readGlobal { try await $0.query(pid).number } != before)
            #expect(try await fixture.rows() == 0)
        }
    }

    @Test(
        "a function that writes, and a block that commits and begins again, are refused in a read session",
        arguments: [
            "SELECT sneak()",
            "DO $$ BEGIN SET default_transaction_read_only = off; COMMIT; PERFORM sneak(); END $$",
            "CALL sneak_by_commit()",
        ])
    func sneakedWriteByCode(statement: String) async throws {
        try await withDatabase { database, fixture in
            try await fixture.asSuperuser(
                """
                CREATE FUNCTION sneak() RETURNS void LANGUAGE sql SECURITY DEFINER AS
                $$ INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'sneaked') $$
                """,
                """
                CREATE PROCEDURE sneak_by_commit() LANGUAGE plpgsql AS
                $$ BEGIN SET default_transaction_read_only = off; COMMIT; PERFORM sneak(); END $$
                """)
            await #expect(throws: DatabaseError.self) {
                try await database.readGlobal { _ = try await $0.query(SQL(verbatim: statement)) }
            }
            #expect(try await fixture.rows() == 0)
        }
    }

    @Test("a failed statement of a read session is the server's error, and the session goes on")
    func readGoesOn() async throws {
        try await withDatabase { database, _ in
            let number = try await database.readGlobal { session in
                let error = await #expect(throws: DatabaseError.self) { try await session.query("SELECT 1 / 0") }
                #expect(error?.sqlState == .divisionByZero)
                return try await session.query("SELECT 1").number
            }
            #expect(number == 1)
            #expect(database.poolStatistics()[.readonly]?.idle == 1)
        }
    }

    @Test("what the closure throws rolls back and passes through unchanged")
    func ownError() async throws {
        struct Mine: Error, Equatable { var text = "mine" }
        try await withDatabase { (database, fixture) async throws in
            await #expect(throws: Mine()) {
                try await database.writeGlobal { session in
                    _ = try await session.query("SELECT 1")
                    throw Mine()
                }
            }
            await #expect(throws: Mine()) {
                try await database.administer { session in
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'x')")
                    throw Mine()
                }
            }
            #expect(try await fixture.rows() == 0)
            #expect(database.poolStatistics()[.admin]?.idle == 1)
        }
    }

    @Test("a failed statement whose error is swallowed: nothing remains, and the caller is told")
    func swallowedError() async throws {
        try await withDatabase { (database, fixture) async throws in
            let insert: SQL = "INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'same')"
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer { session in
                    try await session.execute(insert)
                    _ = try? await session.execute(insert)
                }
            }
            #expect(error?.code == .commitFailed)
            #expect(error?.sqlState == .uniqueViolation)
            #expect(try await fixture.rows() == 0)
            #expect(database.poolStatistics()[.admin]?.idle == 1)
        }
    }

    @Test("a session kept past its closure throws .sessionEnded")
    func sessionEnded() async throws {
        try await withDatabase { database, _ in
            var kept: Session<Readonly, GlobalScope>?
            try await database.readGlobal { kept = $0 }
            let error = await #expect(throws: DatabaseError.self) { try await kept?.query("SELECT 1") }
            #expect(error?.code == .sessionEnded)
        }
    }

    @Test("pain 1, a cancel hits the next query: never, whenever it comes")
    func cancelHitsNobodyElse() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, _) async throws in
            for round in 0..<100 {
                let task = Task {
                    try await database.writeGlobal { try await $0.query("SELECT pg_sleep(0.001)").count }
                }
                for _ in 0..<(round * 13 % 150) { await Task.yield() }
                task.cancel()
                let next = try await database.writeGlobal { try await $0.query("SELECT \(round)").number }
                #expect(next == round)
                _ = await task.result
            }
            #expect(database.poolStatistics()[.webapp]?.inUse == 0)
        }
    }

    @Test(
        "pain 13, dirty transaction returned: whoever leaves one open costs the pool the connection, and its work is undone"
    )
    func dirtyTransaction() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, fixture) async throws in
            try await Database.withTenant(tenant) {
                let pid: SQL = "SELECT pg_backend_pid()"
                let before = try await database.query(pid).number
                _ = try? await database.query("BEGIN")
                try await database.query("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'committed')")
                #expect(try await database.query(pid).number != before)
            }
            #expect(try await fixture.rows() == 1)
        }
    }

    @Test("without an admin pool administer throws; it never becomes another pool")
    func missingPoolIsAnError() async throws {
        try await withDatabase({ $0.admin = nil }) { (database, _) async throws in
            let error = await #expect(throws: DatabaseError.self) { try await database.administer { _ in } }
            #expect(error?.code == .poolUnavailable)
            #expect(database.health().pools[.admin] == nil)
            #expect(database.health().status == .healthy)
        }
    }

    @Test("a connection on which the session was changed for good is not handed out again")
    func changedSession() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, _) async throws in
            let pid: SQL = "SELECT pg_backend_pid()"
            let first = try await database.writeGlobal { try await $0.query(pid).number }
            let second = try await database.writeGlobal { session in
                _ = try await session.query("SET lock_timeout = 1")
                return try await session.query(pid).number
            }
            let third = try await database.writeGlobal { try await $0.query(pid).number }
            #expect(first == second)
            #expect(second != third)
        }
    }
}

extension QueryResult {
    /// The first column of the first row.
    var text: String { get throws { try self[0].decode(String.self, at: 0) } }
    /// The first column of the first row.
    var number: Int { get throws { try self[0].decode(Int.self, at: 0) } }
}
