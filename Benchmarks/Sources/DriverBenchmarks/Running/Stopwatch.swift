import Measurement

/// Wall clock and CPU time of this process, from its making on.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let cpuAtStart = ProcessUsage.cpuSeconds()

    func sample(operations: Int) -> Sample {
        let elapsed = ContinuousClock.now - start
        return Sample(
            operations: operations, seconds: elapsed / .seconds(1), cpuSeconds: ProcessUsage.cpuSeconds() - cpuAtStart)
    }
}
