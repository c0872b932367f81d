import DataAccessTesting
import ConnectionPooling
import DataAccess
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@Suite("Pools whose connections are killed, held still, cancelled and replaced", .timeLimit(.minutes(60)))
struct DisturbedPoolsTests {
    private static let clients = 16
    private static let maximum = 5

    @Test("lose no slot, hand out no dirty connection, and agree with the server", arguments: try Seed.some())
    func survive(seed: Seed) async throws {
        let began = ContinuousClock.now
        let size = try SoakSize.disturbedPools.count
        let settings: (inout DatabaseConfiguration) -> Void = { configuration in
            configuration.webapp.maximum = Self.maximum
            configuration.webapp.acquireTimeout = .seconds(60)
        }
        try await withDatabase(settings) { database, fixture in
            let disturbing = Task {
                var disturber = PoolDisturber(
                    database: database, fixture: fixture, generator: seed.generator(for: Self.clients))
                try await disturber.run()
            }
            let count = try await Self.work(size, on: database, seed)
            disturbing.cancel()
            try await disturbing.value
            #expect(count.dirty == 0)
            #expect(count.finished > 0)
            try await until {
                let statistics = try #require(database.poolStatistics()[.webapp])
                guard statistics.isQuiet else { return false }
                return try await Self.sessions(fixture) == statistics.total
            }
            let again = try await database.writeGlobal { try await $0.query("SELECT 1").count }
            #expect(again == 1)
            try SoakRecord.add(
                "Sessions over \(Self.maximum) connections that are killed, held still, cancelled and replaced",
                "\(count.finished) finished, \(count.interrupted) interrupted; no slot lost, \(count.dirty) dirty",
                seed: seed, took: ContinuousClock.now - began)
        }
    }

    private static func work(
        _ size: Int, on database: Database, _ seed: Seed
    ) async throws -> DisturbedClient.Count {
        try await withThrowingTaskGroup(of: DisturbedClient.Count.self) { group in
            for number in 0..<clients {
                group.addTask {
                    var client = DisturbedClient(database: database, generator: seed.generator(for: number))
                    for _ in 0..<size / clients {
                        try await client.step()
                        let statistics = try #require(database.poolStatistics()[.webapp])
                        #expect(statistics.total <= maximum && statistics.addsUp)
                    }
                    return client.count
                }
            }
            return try await group.reduce(into: DisturbedClient.Count()) { total, count in
                total.finished += count.finished
                total.interrupted += count.interrupted
                total.dirty += count.dirty
            }
        }
    }

    /// The webapp login's sessions in the server, apart from the probe's.
    private static func sessions(_ fixture: RoleFixture) async throws -> Int {
        let user = fixture.login(.webapp)
        return try await fixture.database.withConnection { connection in
            try await connection.query(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = \(user) AND application_name NOT LIKE '%probe'"
            )[0].decode(Int.self, at: 0)
        }
    }
}

extension PoolStatistics {
    fileprivate var addsUp: Bool { total == idle + inUse + opening + closing }
    fileprivate var isQuiet: Bool { addsUp && inUse + opening + closing + waiting == 0 }
}
