import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Behind a pooler in transaction mode", .timeLimit(.minutes(2)))
struct PoolerTests {
    @Test(
        "pain 20, PgBouncer's surprises: sessions of every kind work over shared sessions of the server's, many times")
    func allSessions() async throws {
        try await withPooledDatabase(sessions: 1) { (database, fixture) async throws in
            let who: SQL = "SELECT current_user::text"
            for _ in 0..<3 {
                #expect(try await database.readGlobal { try await $0.query(who).text } == fixture.login(.readonly))
                #expect(try await database.writeGlobal { try await $0.query(who).text } == fixture.login(.webapp))
                #expect(try await database.administer { try await $0.query(who).text } == fixture.login(.admin))
            }
            let names = try await fixture.database.withConnection { connection in
                try await connection.query(
                    "SELECT usename FROM pg_stat_activity WHERE usename = \(fixture.login(.webapp))"
                )
                .count
            }
            #expect(names == 1)
        }
    }

    @Test("tenants stay apart, however their transactions take turns on one session of the server's")
    func tenants() async throws {
        try await withPooledDatabase(sessions: 2) { (database, _) async throws in
            let tenants = (0..<8).map { _ in TenantID(UUID()) }
            try await withThrowingTaskGroup { group in
                for tenant in tenants {
                    group.addTask {
                        for round in 0..<20 {
                            try await database.write(for: tenant) { session in
                                try await session.execute(
                                    "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), gen_random_uuid()::text)"
                                )
                            }
                            let rows = try await database.read(for: tenant) { session in
                                try await session.query("SELECT tenant_id FROM notes")
                            }
                            #expect(rows.count == round + 1)
                            for row in rows { #expect(try row.decode(UUID.self, at: 0) == tenant.rawValue) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.readGlobal { try await $0.query("SELECT 1 FROM notes").count } == 0)
            let tenant = tenants[0]
            let seen = try await Database.withTenant(tenant) { try await database.query("SELECT 1 FROM notes").count }
            #expect(seen == 20)
        }
    }

    @Test("a transaction has one session to itself; what fails is rolled back, and the next one works")
    func transactions() async throws {
        struct Mine: Error {}
        try await withPooledDatabase(sessions: 1) { (database, fixture) async throws in
            await #expect(throws: Mine.self) {
                try await database.administer { session in
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'x')")
                    throw Mine()
                }
            }
            #expect(try await fixture.rows() == 0)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { _ = try await $0.query("SELECT 1 / 0") }
            }
            #expect(error?.sqlState?.rawValue == "22012")
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test(
        "a read session is read-only although its connection could not be opened so",
        arguments: ["DELETE FROM notes", "WITH d AS (DELETE FROM notes RETURNING 1) SELECT count(*) FROM d"])
    func readOnly(statement: String) async throws {
        try await withPooledDatabase { (database, fixture) async throws in
            try await database.administer { session in
                try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (gen_random_uuid(), 'x')")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.readGlobal { _ = try await $0.query(SQL(verbatim: statement)) }
            }
            #expect(error?.sqlState == .readOnlySQLTransaction)
            #expect(try await fixture.rows() == 1)
        }
    }

    @Test("health looks through the pooler, at the login of each pool")
    func health() async throws {
        try await withPooledDatabase { database, fixture in
            #expect(database.health().status == .healthy)
            #expect(database.health().pools[.webapp]?.user == fixture.login(.webapp))
            let webapp = fixture.login(.webapp)
            try await fixture.asSuperuser(
                SQL(verbatim: "ALTER ROLE \(webapp) NOLOGIN"),
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = \(webapp)")
            try await until { database.health().status == .down }
            try await fixture.asSuperuser(SQL(verbatim: "ALTER ROLE \(webapp) LOGIN"))
            try await until { database.health().status == .healthy }
        }
    }

    @Test(
        "what needs a session of its own is refused, by the name of the key that says so",
        arguments: [
            "SET lock_timeout = 1", "LISTEN news", "SELECT pg_advisory_lock(1)", "/* well */ PREPARE p AS SELECT 1",
        ]
    )
    func refusals(statement: String) async throws {
        try await withPooledDatabase { (database, _) async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { _ = try await $0.query(SQL(verbatim: statement)) }
            }
            #expect(error?.code == .invalidStatement)
            #expect(error?.detail?.contains("DB_POOLER=transaction") == true)
            await #expect(throws: DatabaseError.self) {
                try await database.readGlobal { _ = try await $0.query(SQL(verbatim: statement)) }
            }
            await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal(batch: ["SELECT 1", SQL(verbatim: statement)])
            }
            await Database.withTenant(TenantID(UUID())) {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.query(SQL(verbatim: statement))
                }
                #expect(error?.code == .invalidStatement)
            }
        }
    }
}
