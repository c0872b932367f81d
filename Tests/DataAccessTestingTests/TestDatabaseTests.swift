import LocalPostgres
import PostgresDriver
import Synchronization
import Testing

@testable import DataAccessTesting

@Suite struct TestDatabaseTests {
    private func databases(_ pattern: String) async throws -> Int {
        let server = try await TestServer.shared
        return try await TestServer.withConnection(to: server.superuserConfiguration()) { connection in
            try await connection.query("SELECT count(*) FROM pg_database WHERE datname = \(pattern)")[0]
                .decode(Int.self, at: 0)
        }
    }

    @Test func everyTestHasADatabaseOfItsOwn() async throws {
        for _ in 1...2 {
            try await withTestDatabase { database in
                try await database.withConnection { connection in
                    let name = try await connection.query("SELECT current_database()::text")[0].decode(
                        String.self, at: 0)
                    #expect(name == database.name)
                    _ = try await connection.query("CREATE TABLE vendors (name text)")
                }
            }
        }
    }

    @Test func theDatabaseGoesAfterTheTest() async throws {
        let name = try await withTestDatabase { database in
            let during = try await databases(database.name)
            #expect(during == 1)
            return database.name
        }
        #expect(try await databases(name) == 0)
    }

    @Test func aSessionLeftOpenIsAnError() async throws {
        let left = Mutex<PostgresConnection?>(nil)
        let error = await #expect(throws: SessionLeak.self) {
            try await withTestDatabase { database in
                let connection = try await database.connect()
                left.withLock { $0 = connection }
            }
        }
        #expect(error?.sessions.count == 1)
        #expect(error?.sessions.first?.contains("as postgres (idle)") == true)
        #expect(try await databases(error?.database ?? "") == 0, "dropped all the same")
        let connection = left.withLock { $0 }
        await connection?.close()
    }

    @Test func theTestsOwnErrorPassesThrough() async throws {
        struct Own: Error {}
        let left = Mutex<PostgresConnection?>(nil)
        await #expect(throws: Own.self) {
            try await withTestDatabase { database in
                let connection = try await database.connect()
                left.withLock { $0 = connection }
                throw Own()
            }
        }
        let connection = left.withLock { $0 }
        await connection?.close()
    }

    @Test func aTemplateIsPreparedOnceAndCopied() async throws {
        let prepared = Mutex(0)
        let template = DatabaseTemplate("words") { database in
            prepared.withLock { $0 += 1 }
            try await database.withConnection { connection in
                _ = try await connection.query("CREATE TABLE words AS SELECT 'here' AS word")
            }
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...5 {
                group.addTask {
                    try await withTestDatabase(from: template) { database in
                        try await database.withConnection { connection in
                            _ = try await connection.query("INSERT INTO words VALUES ('mine')")
                            return try await connection.query("SELECT count(*) FROM words")[0].decode(Int.self, at: 0)
                        }
                    }
                }
            }
            for try await count in group { #expect(count == 2) }
        }
        #expect(prepared.withLock { $0 } == 1)
    }

    @Test func moreTestsThanPlacesTakeTurnsAndMayHaveTwo() async throws {
        let occupancy = Occupancy()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...(TestServer.databasesAtOnce + 6) {
                group.addTask {
                    try await withTestDatabase { _ in
                        occupancy.enter()
                        try await withTestDatabase { _ in }
                        occupancy.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect((1...TestServer.databasesAtOnce).contains(occupancy.most))
    }

    @Test func aServerOfOnesOwnHasRolesOfItsOwn() async throws {
        let own = try await TestServer.start(settings: ["log_statement": "all"])
        try await own.withDatabase { database in
            try await database.withConnection { connection in
                _ = try await connection.query("CREATE ROLE only_here LOGIN PASSWORD 'known'")
            }
            let connection = try await database.connect(as: "only_here", password: "known")
            await connection.close()
        }
        try await withTestDatabase { database in
            await #expect(throws: DatabaseError.self) { try await database.connect(as: "only_here", password: "known") }
        }
        try await own.stop()
    }
}

/// How many are inside at the same time, and how many were at most.
private final class Occupancy: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
        counts.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
    }

    func leave() {
        counts.withLock { $0.now -= 1 }
    }
}
