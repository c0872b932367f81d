import DataAccessTesting
import DataAccess
import FoundationEssentials
import PostgresDriver
import Testing
import TestSupport

@Suite("Many tenants over few connections, with errors and cancellations", .timeLimit(.minutes(60)))
struct TenantIsolationTests {
    private static let clients = 12
    private static let tenants = 1_000

    /// How the application reaches the server.
    enum Way: String, CaseIterable {
        case direct = "direct"
        case pooled = "through PgBouncer"

        func withDatabase(
            _ change: (inout DatabaseConfiguration) -> Void, _ body: (Database, RoleFixture) async throws -> Void
        ) async throws {
            switch self {
            case .direct: try await DataAccessTests.withDatabase(change, body)
            case .pooled: try await withPooledDatabase(change, body)
            }
        }
    }

    @Test("never show or change a row of another's", arguments: Way.allCases, try Seed.some())
    func noForeignRows(way: Way, seed: Seed) async throws {
        let began = ContinuousClock.now
        let settings: (inout DatabaseConfiguration) -> Void = { configuration in
            configuration.webapp.maximum = 5
            configuration.readonly.maximum = 3
            // A busy machine is no reason to give up here.
            configuration.webapp.acquireTimeout = .seconds(60)
            configuration.readonly.acquireTimeout = .seconds(60)
        }
        try await way.withDatabase(settings) { database, fixture in
            try await fixture.asSuperuser("CREATE INDEX ON notes (tenant_id)")
            let count = try await Self.run(try SoakSize.tenants.count / Way.allCases.count, on: database, seed)
            #expect(count.foreign == 0)
            #expect(count.rows > 0)
            #expect(try await Self.strayRows(fixture) == 0)
            try SoakRecord.add(
                "Operations of \(Self.tenants) tenants over 8 connections, \(way.rawValue)",
                "\(count.finished) finished, \(count.interrupted) failed or were cancelled; "
                    + "\(count.rows) own rows seen, \(count.foreign) foreign",
                seed: seed, took: ContinuousClock.now - began)
        }
    }

    private static func run(_ size: Int, on database: Database, _ seed: Seed) async throws -> TenantClient.Count {
        let tenants = (0..<Self.tenants).map { _ in TenantID(UUID()) }
        return try await withThrowingTaskGroup(of: TenantClient.Count.self) { group in
            for number in 0..<clients {
                group.addTask {
                    var client = TenantClient(database, tenants, seed.generator(for: number))
                    for _ in 0..<size / clients { try await client.step() }
                    return client.count
                }
            }
            return try await group.reduce(into: TenantClient.Count()) { total, count in
                total.finished += count.finished
                total.interrupted += count.interrupted
                total.rows += count.rows
                total.foreign += count.foreign
            }
        }
    }

    /// Rows that belong to another tenant than the one they were written for.
    private static func strayRows(_ fixture: RoleFixture) async throws -> Int {
        try await fixture.database.withConnection { connection in
            try await connection.query("SELECT count(*) FROM notes WHERE body NOT LIKE tenant_id::text || ' %'")[0]
                .decode(Int.self, at: 0)
        }
    }
}
