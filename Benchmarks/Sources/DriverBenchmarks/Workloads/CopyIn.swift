import Measurement
import PostgresDriver

extension Workload {
    static let copyIn = Workload(
        name: .copyIn,
        title: "COPY BINARY of 100,000 structs into an empty table; psql sends the same rows from a file",
        metric: .secondsPerOperation,
        peers: [.psqlCopyIn],
        goals: [
            Goal(
                .quotient(.ours(in: .copyIn), by: .peer(Program.psql.name, in: .copyIn)), .atMost, reach: 1.2,
                stretch: 1)
        ],
        measure: { effort in
            try await BenchmarkConnection.with { connection in
                let readings = try await Reading.selectAll(connection)
                let table = try Identifier("copied")
                var seconds = 0.0
                var cpuSeconds = 0.0
                for _ in 0..<effort.repeats {
                    _ = try await connection.query("TRUNCATE copied")
                    let stopwatch = Stopwatch()
                    guard try await connection.copyIn(readings, into: table) == BenchmarkData.readings else {
                        throw UnexpectedAnswer(expected: "every row copied")
                    }
                    let sample = stopwatch.sample(operations: 1)
                    seconds += sample.seconds
                    cpuSeconds += sample.cpuSeconds ?? 0
                }
                return Sample(operations: effort.repeats, seconds: seconds, cpuSeconds: cpuSeconds)
            }
        })
}
