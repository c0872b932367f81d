import DataAccessTesting
import PoolerTesting
import PostgresDriver
import Testing

@testable import Migrations

/// PgBouncer between the runner and the server.
@Suite struct PoolerTests {
    @Test(
        "pain 2, PgBouncer in transaction mode orphans the lock: a pooler in between is refused, and no lock stays",
        arguments: [PgBouncer.Mode.transaction, .session])
    func aPoolerIsRefused(mode: PgBouncer.Mode) async throws {
        try await withScene { scene in
            let pooler = try await PgBouncer.start(before: scene.database, mode: mode)
            let runner = try scene.runner(["030_vendors.sql": ApplyTests.vendors], configuration: pooler.configuration)
            let error = await failure { () async throws(MigrationError) in try await runner.apply() }
            #expect(error?.code == .pooledConnection, "\(error?.description ?? "nothing was refused")")
            #expect(error?.message.contains("a connection pooler stands in between") == true)
            let locks = try await scene.texts(
                """
                SELECT pid::text FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND datname = current_database()
                """)
            #expect(locks == [])
            #expect(try await scene.tables() == [])
            await pooler.stop()
            let direct = try scene.runner(["030_vendors.sql": ApplyTests.vendors])
            #expect(try await direct.apply() == [30])
        }
    }

    @Test("in another process than the one announced nothing is set, and what follows is not run")
    func anotherProcess() async throws {
        try await withScene { scene in
            try await scene.database.withConnection { connection in
                let setting = [SessionSetting("lock_timeout", "77", isLocal: false)]
                let there = SQL.setting(setting, inProcess: connection.backendPID + 1)
                let answers = try await connection.pipeline([there, "CREATE TABLE a (b int)"])
                #expect(throws: DatabaseError.self) { try answers[0].get() }
                #expect(throws: DatabaseError.self) { try answers[1].get() }
                let here = SQL.setting(setting, inProcess: connection.backendPID)
                #expect(try await connection.query("SHOW lock_timeout").first?.decode(String.self, at: 0) == "0")
                _ = try await connection.query(here)
                #expect(try await connection.query("SHOW lock_timeout").first?.decode(String.self, at: 0) == "77ms")
            }
            #expect(try await scene.tables() == [])
        }
    }
}
