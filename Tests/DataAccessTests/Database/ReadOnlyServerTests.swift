import LocalPostgres
import PostgresDriver
import Testing
import TestSupport

@testable import DataAccess

@Suite("A pool that leads to a read-only server", .timeLimit(.minutes(2)))
struct ReadOnlyServerTests {
    @Test("pain 7, pinned to a demoted primary: 25006 on a read-write pool replaces every connection of it")
    func replaced() async throws {
        try await withDatabase { (database, fixture) async throws in
            let (pid, other) = try await twoConnections(database)
            // As at a server that has become a standby; the function stands in for its refusal.
            try await fixture.asSuperuser(
                """
                CREATE FUNCTION refuse() RETURNS void LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '25006'; END $$
                """)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.writeGlobal { _ = try await $0.query("SELECT refuse()") }
            }
            #expect(error?.sqlState == .readOnlySQLTransaction)
            let (third, fourth) = try await twoConnections(database)
            #expect(Set([pid, other]).isDisjoint(with: [third, fourth]))
        }
    }

    @Test(
        "pain 7, at a real standby: reads go on, writes are refused until it is promoted, and then succeed by themselves"
    )
    func standby() async throws {
        var server = try await CrashableServer.start()
        let database = try Database(configuration: server.configuration, logger: .quiet)
        try await withRunning(database) {
            try await write(1, database)
            try await server.demote()
            try await until { await failure { try await write(2, database) }?.sqlState == .readOnlySQLTransaction }
            let rows = try await database.readGlobal { try await $0.query("SELECT marker FROM ledger").count }
            #expect(rows == 1)
            try await server.promote()
            try await until { await failure { try await write(3, database) } == nil }
            let table = try await server.table()
            #expect(table[1] == 1)
            #expect(table[2] == nil, "what was refused is not there")
            #expect(table[3] == 1)
        }
        try await server.server.stop()
    }

    private func write(_ marker: Int, _ database: Database) async throws {
        try await database.writeGlobal { _ = try await $0.query("INSERT INTO ledger VALUES (\(marker))") }
    }

    @Test("in a read session the same refusal is the statement's own fault")
    func readSession() async throws {
        try await withDatabase({ $0.readonly.maximum = 1 }) { (database, _) async throws in
            let pid: SQL = "SELECT pg_backend_pid()"
            let before = try await database.readGlobal { try await $0.query(pid).number }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.readGlobal { _ = try await $0.query("DELETE FROM notes") }
            }
            #expect(error?.sqlState == .readOnlySQLTransaction)
            #expect(try await database.readGlobal { try await $0.query(pid).number } == before)
        }
    }

    /// Two connections of the webapp pool, held at the same time.
    private func twoConnections(_ database: Database) async throws -> (Int, Int) {
        let pid: SQL = "SELECT pg_backend_pid()"
        return try await database.writeGlobal { session in
            let first = try await session.query(pid).number
            let second = Task.detached { try await database.writeGlobal { try await $0.query(pid).number } }
            return (first, try await second.value)
        }
    }
}
