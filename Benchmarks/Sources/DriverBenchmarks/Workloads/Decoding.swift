import DataAccess
import DataAccessMacros
import FoundationEssentials
import Measurement
import PostgresDriver

extension Workload {
    static let decoding = Workload(
        name: .decoding,
        title: "1,000 rows of a result into structs, by what @View wrote; no I/O",
        metric: .secondsPerOperation,
        peers: [],
        goals: [
            Goal(
                .quotient(.ours(in: .decodingCodable), by: .ours(in: .decoding)), .atLeast, reach: 2)
        ],
        measure: { effort in
            try await decode(effort) { result in
                try result.decodeRows { row throws(DatabaseError) in try StoredReading(row: row, at: .declared) }.count
            }
        })

    static let decodingCodable = Workload(
        name: .decodingCodable,
        title: "the same rows of the same result into structs, by Codable",
        metric: .secondsPerOperation,
        peers: [],
        goals: [],
        measure: { effort in
            try await decode(effort) { result in try RowDecoder().decode(CodableReading.self, from: result).count }
        })

    private static func decode(_ effort: Effort, _ decode: (QueryResult) throws -> Int) async throws -> Sample {
        let rows = 1_000
        let result = try await BenchmarkConnection.with { connection in
            try await connection.query("SELECT \(StoredReading.selection) FROM readings ORDER BY id LIMIT \(rows)")
        }
        let operations = 1_000 * effort.repeats
        guard try decode(result) == rows else { throw UnexpectedAnswer(expected: "\(rows) rows") }
        let stopwatch = Stopwatch()
        for _ in 0..<operations { _ = try decode(result) }
        return stopwatch.sample(operations: operations)
    }
}

@View("readings", scope: .global)
private struct StoredReading {
    let id: Int
    let name: String
    let takenAt: Date
    let amount: Decimal
    let token: UUID
}

private struct CodableReading: Decodable {
    let id: Int
    let name: String
    let takenAt: Date
    let amount: Decimal
    let token: UUID
}
