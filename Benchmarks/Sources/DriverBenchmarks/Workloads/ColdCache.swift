import Measurement
import PostgresDriver

extension Workload {
    static let coldCache = Workload(
        name: .coldCache,
        title: "10,000 statements on one connection, each new to it",
        metric: .secondsPerOperation,
        peers: [],
        goals: [],
        measure: { _ in
            try await BenchmarkConnection.with { connection in
                let stopwatch = Stopwatch()
                for number in 1...distinctStatements {
                    let text = SQL(verbatim: "SELECT \(number), name FROM accounts WHERE id = ")
                    let rows = try await connection.query("\(text)\(number)")
                    guard rows.count == 1 else { throw UnexpectedAnswer(expected: "one row") }
                }
                return stopwatch.sample(operations: distinctStatements)
            }
        })

    private static let distinctStatements = 10_000
}
