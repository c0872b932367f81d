import DataAccessTesting
import Migrations
import PoolerTesting
import PostgresDriver
import Testing

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
}
