import Measurement
import PostgresDriver

extension Workload {
    static let pointSelect = Workload(
        name: .pointSelect,
        title: "one row of 1,000,000 by its key, into a struct; 20 tasks, 20 connections",
        metric: .operationsPerSecond,
        peers: [.pgbench(script: "point_select.sql", clients: 20, threads: 2)]
            + [Program.asyncpg, .psycopg, .nodePostgres].map { .pointSelect($0, tasks: 20) },
        goals: [
            Goal(
                .quotient(.ours(in: .pointSelect), by: .peer("pgbench -j 2", in: .pointSelect)), .atLeast,
                reach: 0.95, stretch: 1.05),
            Goal(
                .quotient(.ours(in: .pointSelect), by: .peer(Program.asyncpg.name, in: .pointSelect)), .atLeast,
                reach: 2),
            Goal(
                .quotient(.ours(in: .pointSelect), by: .peer(Program.nodePostgres.name, in: .pointSelect)), .atLeast,
                reach: 2),
            Goal(.cpuPerOperation(.ours(in: .pointSelect)), .atMost, reach: 13e-6),
        ],
        measure: { try await ConcurrentRun(tasks: 20, seconds: $0.seconds).measure(Account.selectOne) })

    static let pointSelectMultiplexed = Workload(
        name: .pointSelectMultiplexed,
        title: "the same by 20 tasks over 4 connections, a Sync for each",
        metric: .operationsPerSecond,
        peers: [],
        goals: [
            Goal(
                .quotient(.ours(in: .pointSelectMultiplexed), by: .peer("pgbench -j 2", in: .pointSelect)), .atLeast,
                reach: 1.1, stretch: 2)
        ],
        measure: {
            try await ConcurrentRun(tasks: 20, seconds: $0.seconds).measureMultiplexed(over: 4, Account.selectOne)
        })

    static let pointSelectSingle = Workload(
        name: .pointSelectSingle,
        title: "the same by 1 task on 1 connection",
        metric: .operationsPerSecond,
        peers: [.pgbench(script: "point_select.sql", clients: 1, threads: 1)]
            + [Program.asyncpg, .psycopg, .nodePostgres].map { .pointSelect($0, tasks: 1) },
        goals: [
            Goal(
                .quotient(.ours(in: .pointSelectSingle), by: .peer("pgbench -j 1", in: .pointSelectSingle)),
                .atLeast, reach: 0.75, stretch: 0.9)
        ],
        measure: { try await ConcurrentRun(tasks: 1, seconds: $0.seconds).measure(Account.selectOne) })
}

/// A row of `accounts`.
struct Account: PostgresRowDecodable {
    let id: Int
    let name: String
    let balance: Int

    init(row: Row) throws(DatabaseError) {
        id = try row.decode(Int.self, at: 0)
        name = try row.decode(String.self, at: 1)
        balance = try row.decode(Int.self, at: 2)
    }

    @Sendable static func selectOne(_ client: some BenchmarkClient, _ numbers: inout RandomNumbers) async throws {
        let id = Int.random(in: 1...BenchmarkData.accounts, using: &numbers)
        let rows = try await client.run("SELECT id, name, balance FROM accounts WHERE id = \(id)", under: nil)
        guard let account = try rows.first.map(Account.init), account.id == id else {
            throw UnexpectedAnswer(expected: "the account asked for")
        }
    }
}
