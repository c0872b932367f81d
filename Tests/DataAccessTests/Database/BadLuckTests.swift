import ConnectionPooling
import DataAccessTesting
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("Bad luck on a real server", .timeLimit(.minutes(2)))
struct BadLuckTests {
    @Test("a deferred constraint that fails at COMMIT: the server's error, rolled back for certain")
    func failingCommit() async throws {
        try await withDatabase { database, fixture in
            try await fixture.asSuperuser(
                "CREATE TABLE children (parent int8 REFERENCES notes DEFERRABLE INITIALLY DEFERRED)",
                SQL(verbatim: "GRANT ALL ON children TO \(fixture.login(.webapp))"))
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { try await $0.execute("INSERT INTO children VALUES (99)") }
            }
            #expect(error?.sqlState == .foreignKeyViolation)
            #expect(error?.outcome == .rolledBack)
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }

    @Test("the connection is lost at COMMIT: outcome unknown, connection gone, pool works on")
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
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write(for: tenant) { session in
                    try await session.execute("INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), 'x')")
                }
            }
            #expect(error?.code == .commitOutcomeUnknown)
            #expect(error?.outcome == .unknown)
            #expect(error?.isRetrySafe == false)
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("the server ends the connection in mid-transaction: rolled back, and the next session works")
    func terminated() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { (database, fixture) async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { session in
                    let pid = try await session.query("SELECT pg_backend_pid()").number
                    try await fixture.asSuperuser("SELECT pg_terminate_backend(\(pid)::int4)")
                    _ = try await session.query("SELECT 1")
                }
            }
            #expect(error?.outcome != .unknown)
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("cancelled in the middle of a statement: CancellationError, and the connection is clean")
    func cancelledStatement() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { database, fixture in
            let task = Task {
                try await database.writeGlobal { session in
                    let pid = try await session.query("SELECT pg_backend_pid()").number
                    _ = try await session.query("SELECT pg_sleep(60)")
                    return pid
                }
            }
            try await until { try await isSleeping(fixture) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
            #expect(try await database.writeGlobal { try await $0.query("SELECT 1").number } == 1)
        }
    }

    @Test("cancelled while waiting for a connection: CancellationError, nothing lost")
    func cancelledWait() async throws {
        try await withDatabase({ $0.webapp.maximum = 1 }) { database, _ in
            try await database.writeGlobal { session in
                _ = try await session.query("SELECT 1")
                let waiting = Task.detached { try await database.writeGlobal { _ in } }
                try await until { database.poolStatistics()[.webapp]?.waiting == 1 }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                #expect(database.poolStatistics()[.webapp]?.waiting == 0)
            }
            #expect(database.poolStatistics()[.webapp]?.idle == 1)
        }
    }

    @Test("a storm of cancellations at every await: no lease leaks, the server never has more than the maximum")
    func cancelStorm() async throws {
        let settings: (inout DatabaseConfiguration) -> Void = {
            $0.webapp.maximum = 3
            // A busy machine is no reason to give up here.
            $0.webapp.acquireTimeout = .seconds(60)
        }
        try await withDatabase(settings) { database, fixture in
            let tenant = TenantID(UUID())
            await withDiscardingTaskGroup { group in
                for round in 0..<300 {
                    group.addTask {
                        let task = Task {
                            try await database.write(for: tenant) { session in
                                _ = try await session.query("SELECT pg_sleep(0.002)")
                                try await session.execute(
                                    "INSERT INTO notes (tenant_id, body) VALUES (\(tenant.rawValue), gen_random_uuid()::text)"
                                )
                            }
                        }
                        for _ in 0..<(round * 7 % 200) { await Task.yield() }
                        if round % 3 != 0 { task.cancel() }
                        _ = await task.result
                    }
                }
            }
            let statistics = try #require(database.poolStatistics()[.webapp])
            #expect(statistics.inUse == 0 && statistics.waiting == 0)
            #expect(statistics.total <= 3)
            #expect(try await fixture.rows() >= 100)
            #expect(try await sessions(fixture) <= 3)
        }
    }

    @Test("nothing becomes free: .acquireTimeout says how full the pool is")
    func acquireTimeout() async throws {
        try await withDatabase({
            $0.webapp.maximum = 1
            $0.webapp.acquireTimeout = .seconds(2)
        }) { database, _ in
            try await database.writeGlobal { _ in
                // A detached task, since a session within a session is refused before it waits.
                let other = Task.detached { try await database.writeGlobal { _ in } }
                let error = await #expect(throws: DatabaseError.self) { try await other.value }
                #expect(error?.code == .acquireTimeout)
                #expect(error?.detail?.contains("of 1 connections 1 are in use") == true)
                #expect(error?.isRetrySafe == true)
            }
        }
    }

    @Test("no connection can be opened: the caller hears why, and never gets another pool's")
    func cannotConnect() async throws {
        try await withDatabase({
            $0.webapp.acquireTimeout = .seconds(2)
        }) { database, fixture in
            try await fixture.asSuperuser(SQL(verbatim: "ALTER ROLE \(fixture.login(.webapp)) NOLOGIN"))
            let error = await #expect(throws: DatabaseError.self) { try await database.writeGlobal { _ in } }
            #expect(error?.code == .authenticationFailed)
            #expect(error?.sqlState == .invalidAuthorizationSpecification)
            #expect(database.health().pools[.webapp]?.error?.contains("the pool cannot connect") == true)
        }
    }

    private func isSleeping(_ fixture: RoleFixture) async throws -> Bool {
        let user = fixture.login(.webapp)
        return try await fixture.database.withConnection { connection in
            try await !connection.query(
                "SELECT 1 FROM pg_stat_activity WHERE usename = \(user) AND wait_event = 'PgSleep'"
            ).isEmpty
        }
    }

    /// The webapp login's sessions apart from the probe's.
    private func sessions(_ fixture: RoleFixture) async throws -> Int {
        let user = fixture.login(.webapp)
        return try await fixture.database.withConnection { connection in
            try await connection.query(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = \(user) AND application_name NOT LIKE '%probe'"
            ).number
        }
    }
}
