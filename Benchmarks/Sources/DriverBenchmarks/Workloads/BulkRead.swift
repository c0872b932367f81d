import FoundationEssentials
import Measurement
import PostgresDriver

extension Workload {
    static let bulkRead = Workload(
        name: .bulkRead,
        title: "100,000 rows of int8, text, timestamptz, numeric and uuid, into structs",
        metric: .secondsPerOperation,
        peers: [.bulkRead(.asyncpg), .bulkRead(.psycopg), .bulkRead(.nodePostgres)],
        goals: [
            Goal(
                .quotient(.ours(in: .bulkRead), by: .peer(Program.asyncpg.name, in: .bulkRead)), .atMost,
                reach: 0.35, stretch: 0.25)
        ],
        measure: { effort in
            try await BenchmarkConnection.with { connection in
                _ = try await Reading.selectAll(connection)
                let stopwatch = Stopwatch()
                for _ in 0..<effort.repeats {
                    let readings = try await Reading.selectAll(connection)
                    guard readings.count == BenchmarkData.readings else {
                        throw UnexpectedAnswer(expected: "every row")
                    }
                }
                return stopwatch.sample(operations: effort.repeats)
            }
        })

    static let bulkReadStream = Workload(
        name: .bulkReadStream,
        title: "the same rows as a stream, one after the other into structs",
        metric: .secondsPerOperation,
        peers: [],
        goals: [],
        measure: { effort in
            try await BenchmarkConnection.with { connection in
                _ = try await Reading.streamAll(connection)
                let stopwatch = Stopwatch()
                for _ in 0..<effort.repeats {
                    guard try await Reading.streamAll(connection) == BenchmarkData.readings else {
                        throw UnexpectedAnswer(expected: "every row")
                    }
                }
                return stopwatch.sample(operations: effort.repeats)
            }
        })
}

/// A row of `readings`.
struct Reading: PostgresRowDecodable, PostgresCopyRow {
    let id: Int
    let name: String
    let takenAt: Date
    let amount: Decimal
    let token: UUID

    init(row: Row) throws(DatabaseError) {
        id = try row.decode(Int.self, at: 0)
        name = try row.decode(String.self, at: 1)
        takenAt = try row.decode(Date.self, at: 2)
        amount = try row.decode(Decimal.self, at: 3)
        token = try row.decode(UUID.self, at: 4)
    }

    static let copyColumns = ["id", "name", "taken_at", "amount", "token"]

    func encode(into row: inout CopyRowEncoder) {
        row.append(id)
        row.append(name)
        row.append(takenAt)
        row.append(amount)
        row.append(token)
    }

    private static let all: SQL = "SELECT id, name, taken_at, amount, token FROM readings"

    static func selectAll(_ connection: PostgresConnection) async throws -> [Reading] {
        try await connection.query(all).decode(as: Reading.self)
    }

    static func streamAll(_ connection: PostgresConnection) async throws -> Int {
        try await connection.stream(all) { rows in
            var count = 0
            for try await row in rows {
                _ = try Reading(row: row)
                count += 1
            }
            return count
        }
    }
}
