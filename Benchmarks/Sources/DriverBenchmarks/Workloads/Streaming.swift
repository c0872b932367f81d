import Measurement
import PostgresDriver

extension Workload {
    static let streaming = Workload(
        name: .streaming,
        title: "10,000,000 rows made by the server, one after the other, the whole result never in memory",
        metric: .secondsPerOperation,
        peers: [],
        goals: [Goal(.peakMemory(.ours(in: .streaming)), .atMost, reach: 40e6)],
        measure: { _ in
            try await BenchmarkConnection.with { connection in
                let stopwatch = Stopwatch()
                guard try await countRows(connection) == streamedRows else {
                    throw UnexpectedAnswer(expected: "every row")
                }
                return stopwatch.sample(operations: 1)
            }
        })

    private static let streamedRows = 10_000_000

    /// Every row decoded.
    private static func countRows(_ connection: PostgresConnection) async throws -> Int {
        try await connection.stream(
            "SELECT number, 'row ' || number FROM (SELECT generate_series(1, 10000000) AS number) AS numbers"
        ) { rows in
            var count = 0
            for try await row in rows {
                let (number, _) = try row.decode(Int.self, String.self)
                count += 1
                guard number == count else { throw UnexpectedAnswer(expected: "the rows in order") }
            }
            return count
        }
    }
}
