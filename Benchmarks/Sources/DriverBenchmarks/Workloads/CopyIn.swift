import FoundationEssentials
import Measurement
import PostgresDriver

extension Workload {
    static let copyIn = Workload(
        name: .copyIn,
        title: "COPY BINARY of the same 100,000 rows into an empty table",
        metric: .secondsPerOperation,
        peers: [.psqlCopyIn],
        goals: [
            Goal(
                .quotient(.ours(in: .copyIn), by: .peer(Program.psql.name, in: .copyIn)), .atMost, reach: 1.2,
                stretch: 1)
        ],
        measure: { effort in
            let chunks = try chunks(ofFile: BenchmarkConnection.variable(BenchmarkSite.copyFileVariable))
            return try await BenchmarkConnection.with { connection in
                var seconds = 0.0
                var cpuSeconds = 0.0
                for _ in 0..<effort.repeats {
                    _ = try await connection.query("TRUNCATE copied")
                    let stopwatch = Stopwatch()
                    try await copy(chunks, connection)
                    let sample = stopwatch.sample(operations: 1)
                    seconds += sample.seconds
                    cpuSeconds += sample.cpuSeconds ?? 0
                }
                return Sample(operations: effort.repeats, seconds: seconds, cpuSeconds: cpuSeconds)
            }
        })

    private static let bytesAChunk = 65_536

    private static func chunks(ofFile path: String) throws -> [[UInt8]] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        return stride(from: 0, to: bytes.count, by: bytesAChunk).map { start in
            Array(bytes[start..<min(start + bytesAChunk, bytes.count)])
        }
    }

    private static func copy(_ chunks: [[UInt8]], _ connection: PostgresConnection) async throws {
        let copied = try await connection.copyIn("COPY copied FROM STDIN WITH (FORMAT binary)") { writer in
            for chunk in chunks { try await writer.write(chunk) }
        }
        guard copied == BenchmarkData.readings else { throw UnexpectedAnswer(expected: "every row copied") }
    }
}
