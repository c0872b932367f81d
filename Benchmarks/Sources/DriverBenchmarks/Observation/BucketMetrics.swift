import Metrics
import Synchronization

/// Keeps metrics as a backend does that is scraped: a number under a lock, durations in cumulative buckets.
struct BucketMetrics: MetricsFactory {
    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { NumberHandler() }

    func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler { NumberHandler() }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { NumberHandler() }

    func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler { NumberHandler() }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { BucketHandler() }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}

private final class NumberHandler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { add(Double(amount)) }
    func increment(by amount: Double) { add(amount) }
    func decrement(by amount: Double) { add(-amount) }
    func reset() { set(0.0) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    private func add(_ amount: Double) { value.withLock { $0 += amount } }
}

private final class BucketHandler: TimerHandler {
    private struct State {
        var counts = [UInt64](repeating: 0, count: limits.count + 1)
        var sum: Int64 = 0
    }

    /// In nanoseconds: from 1 ms to 10 s, as OpenTelemetry advises for database calls.
    private static let limits: [Int64] = [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000].map { $0 * 1_000_000 }

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) {
        state.withLock { state in
            let bucket = Self.limits.firstIndex { duration <= $0 } ?? Self.limits.count
            state.counts[bucket] += 1
            state.sum += duration
        }
    }
}
