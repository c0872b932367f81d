import Metrics
import PostgresDriver

/// Keeps the lane's connections fresh, and says how they are.
struct LaneKeeper: Sendable {
    /// How much longer than the server may take an answer may be on its way.
    private static let patience = Duration.seconds(5)

    let multiplexer: Multiplexer
    let lifetime: Duration
    let timeout: Duration
    let metrics: LaneMetrics

    /// Ticks every second until its task is cancelled.
    func run() async {
        repeat {
            multiplexer.tend(at: .now, lifetime: lifetime, patience: timeout + Self.patience)
            metrics.record(multiplexer.statistics)
        } while (try? await Task.sleep(for: .seconds(1))) != nil
    }
}
