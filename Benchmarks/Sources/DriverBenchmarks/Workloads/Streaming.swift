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
    private static let rowsAFetch = 5_000

    /// By a cursor, and every row decoded.
    private static func countRows(_ connection: PostgresConnection) async throws -> Int {
        _ = try await connection.query("BEGIN")
        _ = try await connection.query(
            """
            DECLARE numbers NO SCROLL CURSOR FOR
            SELECT number, 'row ' || number FROM (SELECT generate_series(1, 10000000) AS number) AS numbers
            """)
        let fetch = SQL(verbatim: "FETCH \(rowsAFetch) FROM numbers")
        var count = 0
        while true {
            let rows = try await connection.query(fetch)
            guard !rows.isEmpty else { break }
            for row in rows {
                let (number, _) = try row.decode(Int.self, String.self)
                count += 1
                guard number == count else { throw UnexpectedAnswer(expected: "the rows in order") }
            }
        }
        _ = try await connection.query("COMMIT")
        return count
    }
}
