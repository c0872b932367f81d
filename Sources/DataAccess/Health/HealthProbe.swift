/// Finds out whether one role can work, without touching its pool.
protocol HealthProbe: Sendable {
    /// Probes once, within a time of its own.
    func probe() async -> ProbeFinding

    /// Gives up what it holds; it may be used again.
    func close() async
}
