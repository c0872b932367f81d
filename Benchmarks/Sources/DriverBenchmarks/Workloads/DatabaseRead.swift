import DataAccess
import FoundationEssentials
import Measurement
import Metrics
import PostgresDriver
import Tracing

extension Workload {
    static let databaseRead = Workload(
        name: .databaseRead,
        title: "the point select in a session of a Database: pool, query log and metrics; 20 tasks, 20 connections",
        metric: .operationsPerSecond,
        peers: [],
        goals: [Goal(.quotient(.ours(in: .databaseRead), by: .ours(in: .pointSelect)), .atLeast, reach: 0.9)],
        measure: { try await BenchmarkDatabase.measure($0, Account.read) })

    static let databaseTenantRead = Workload(
        name: .databaseTenantRead,
        title: "the tenant's select in a session of a Database; 20 tasks, 20 connections",
        metric: .operationsPerSecond,
        peers: [],
        goals: [
            Goal(
                .quotient(.ours(in: .databaseTenantRead), by: .ours(in: .pointSelect)), .atLeast, reach: 0.65,
                stretch: 0.85)
        ],
        measure: { try await BenchmarkDatabase.measure($0, Document.read) })
}

extension Workload {
    static let databaseReadObserved = Workload(
        name: .databaseReadObserved,
        title: "database-read with query log, metrics that are kept, and traces of which one in 100 is",
        metric: .operationsPerSecond,
        peers: [],
        goals: [
            Goal(
                .quotient(.ours(in: .databaseReadObserved), by: .ours(in: .databaseReadUnobserved)), .atLeast,
                reach: 0.97)
        ],
        measure: { effort in
            MetricsSystem.bootstrap(BucketMetrics())
            InstrumentationSystem.bootstrap(SamplingTracer(oneIn: 100))
            return try await BenchmarkDatabase.measure(effort, Account.read)
        })

    static let databaseReadUnobserved = Workload(
        name: .databaseReadUnobserved,
        title: "database-read with none of these",
        metric: .operationsPerSecond,
        peers: [],
        goals: [],
        measure: { try await BenchmarkDatabase.measure($0, isObserved: false, Account.read) })
}

extension Account {
    @Sendable fileprivate static func read(_ database: Database, _ numbers: inout RandomNumbers) async throws {
        let id = Int.random(in: 1...BenchmarkData.accounts, using: &numbers)
        let account = try await database.readGlobal { session in
            try await session.query("SELECT id, name, balance FROM accounts WHERE id = \(id)").first.map(Account.init)
        }
        guard account?.id == id else { throw UnexpectedAnswer(expected: "the account asked for") }
    }
}

extension Document {
    @Sendable fileprivate static func read(_ database: Database, _ numbers: inout RandomNumbers) async throws {
        let tenant = Int.random(in: BenchmarkData.tenants, using: &numbers)
        let id = tenant * 1_000 + Int.random(in: 0..<1_000, using: &numbers)
        let document = try await database.read(for: tenants[tenant - BenchmarkData.tenants.lowerBound]) { session in
            try await session.query("SELECT id, title FROM documents WHERE id = \(id)").first.map(Document.init)
        }
        guard document?.id == id else { throw UnexpectedAnswer(expected: "the tenant's document") }
    }

    private static let tenants = BenchmarkData.tenants.compactMap { number in
        UUID(uuidString: "00000000-0000-0000-0000-000000000\(number)").map { TenantID($0) }
    }
}
