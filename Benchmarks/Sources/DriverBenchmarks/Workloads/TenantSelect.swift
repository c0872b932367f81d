import Measurement
import PostgresDriver

extension Workload {
    static let tenantSelect = Workload(
        name: .tenantSelect,
        title: "one row by its key under row-level security, the tenant set for it alone; 20 tasks, 20 connections",
        metric: .operationsPerSecond,
        peers: [.pgbench(script: "tenant_select.sql", clients: 20, threads: 2)],
        goals: [
            Goal(
                .quotient(.ours(in: .tenantSelect), by: .ours(in: .pointSelect)), .atLeast, reach: 0.7, stretch: 0.9),
            Goal(
                .quotient(.ours(in: .tenantSelect), by: .peer("pgbench -j 2", in: .tenantSelect)), .atLeast, reach: 3),
        ],
        measure: { try await ConcurrentRun(tasks: 20, seconds: $0.seconds).measure(Document.selectOne) })

    static let tenantSelectMultiplexed = Workload(
        name: .tenantSelectMultiplexed,
        title: "the same by 20 tasks over 4 connections",
        metric: .operationsPerSecond,
        peers: [],
        goals: [],
        measure: {
            try await ConcurrentRun(tasks: 20, seconds: $0.seconds).measureMultiplexed(over: 4, Document.selectOne)
        })
}

/// A row of `documents`, which only its tenant sees.
struct Document: PostgresRowDecodable {
    let id: Int
    let title: String

    init(row: Row) throws(DatabaseError) {
        id = try row.decode(Int.self, at: 0)
        title = try row.decode(String.self, at: 1)
    }

    private static let tenants = BenchmarkData.tenants.map { "00000000-0000-0000-0000-000000000\($0)" }

    @Sendable static func selectOne(_ client: some BenchmarkClient, _ numbers: inout RandomNumbers) async throws {
        let tenant = Int.random(in: BenchmarkData.tenants, using: &numbers)
        let name = tenants[tenant - BenchmarkData.tenants.lowerBound]
        let id = tenant * 1_000 + Int.random(in: 0..<1_000, using: &numbers)
        let rows = try await client.run(
            "SELECT id, title FROM documents WHERE id = \(id)",
            under: TransactionScope(["app.current_tenant_id": name]))
        guard let document = try rows.first.map(Document.init), document.id == id else {
            throw UnexpectedAnswer(expected: "the tenant's document")
        }
    }
}
