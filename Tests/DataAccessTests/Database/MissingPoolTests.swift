import ConnectionPooling
import DataAccessTesting
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("A pool that is not there", .timeLimit(.minutes(2)))
struct MissingPoolTests {
    @Test("defect 4, a missing pool never becomes another pool: administer throws .poolUnavailable and runs nothing")
    func missingAdmin() async throws {
        try await withDatabase({ $0.admin = nil }) { (database, fixture) async throws in
            var hasRun = false
            let error = await #expect(throws: DatabaseError.self) {
                try await database.administer { _ in hasRun = true }
            }
            #expect(error?.code == .poolUnavailable)
            #expect(error?.isRetrySafe == false)
            #expect(!hasRun)
            #expect(database.poolStatistics().keys.sorted { $0.rawValue < $1.rawValue } == [.readonly, .webapp])
            let admin = fixture.login(.admin)
            let sessions = try await fixture.database.withConnection { connection in
                try await connection.query("SELECT 1 FROM pg_stat_activity WHERE usename = \(admin)").count
            }
            #expect(sessions == 0)
        }
    }

    @Test("without its own login nothing reads across tenants: acrossTenants throws, naming the keys")
    func missingAcrossTenants() async throws {
        try await withDatabase { database, _ in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.acrossTenants(reason: "a test") { _ in }
            }
            #expect(error?.code == .poolUnavailable)
            #expect(error?.detail?.contains("DB_ACROSS_TENANTS_POOL_SIZE") == true)
        }
    }

    @Test("the admin pool is opened at its first use")
    func adminAtFirstUse() async throws {
        try await withDatabase({ $0.admin?.minimumIdle = 2 }) { (database, _) async throws in
            try await database.writeGlobal { _ in }
            #expect(database.poolStatistics()[.admin]?.total == 0)
            #expect(try await database.administer { try await $0.query("SELECT 1").number } == 1)
            #expect(database.poolStatistics()[.admin]?.total == 1)
        }
    }
}
