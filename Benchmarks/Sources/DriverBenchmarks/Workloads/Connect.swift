import Measurement
import PostgresDriver

extension Workload {
    static let connect = Workload(
        name: .connect,
        title: "a connection opened with scram-sha-256 and closed, one after the other",
        metric: .secondsPerOperation,
        peers: [],
        goals: [],
        measure: { effort in
            try await withTaskExecutorPreference(PostgresExecutor.shared) {
                await (try BenchmarkConnection.open()).close()
                let connects = effort.repeats * 20
                let stopwatch = Stopwatch()
                for _ in 0..<connects { await (try BenchmarkConnection.open()).close() }
                return stopwatch.sample(operations: connects)
            }
        })
}
