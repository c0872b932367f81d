import ConnectionPooling
import Metrics

/// The state of one pool and what happens in it, by OpenTelemetry's names.
///
/// Gauges are set to what the pool says of itself. Counting up and down beside it goes wrong with the first caller that
/// leaves in a way nobody thought of, and never comes right again.
struct PoolMetrics: Sendable {
    private let idle: Meter
    private let used: Meter
    private let maximum: Meter
    private let idleMaximum: Meter
    private let idleMinimum: Meter
    private let pending: Meter
    private let pendingPeak: Meter
    private let timeouts: Counter
    private let retries: Counter
    private let createTime: Timer
    private let waitTime: Timer
    private let useTime: Timer

    init(factory: any MetricsFactory, pool: PoolName) {
        let name = ("db.client.connection.pool.name", pool.rawValue)
        func meter(_ label: String, _ more: [(String, String)] = []) -> Meter {
            Meter(label: label, dimensions: more + [name], factory: factory)
        }
        func timer(_ label: String) -> Timer {
            Timer(label: label, dimensions: [name], preferredDisplayUnit: .seconds, factory: factory)
        }
        idle = meter("db.client.connection.count", [("db.client.connection.state", "idle")])
        used = meter("db.client.connection.count", [("db.client.connection.state", "used")])
        maximum = meter("db.client.connection.max")
        idleMaximum = meter("db.client.connection.idle.max")
        idleMinimum = meter("db.client.connection.idle.min")
        pending = meter("db.client.connection.pending_requests")
        pendingPeak = meter("dal_pool_pending_peak")
        timeouts = Counter(label: "db.client.connection.timeouts", dimensions: [name], factory: factory)
        createTime = timer("db.client.connection.create_time")
        waitTime = timer("db.client.connection.wait_time")
        useTime = timer("db.client.connection.use_time")
        retries = Counter(label: "dal_db_retries_total", dimensions: [name], factory: factory)
        timeouts.increment(by: 0)
        retries.increment(by: 0)
    }

    /// Says how the pool is now.
    ///
    /// - Parameter waitingPeak: The most callers that waited at one time lately.
    func record(_ statistics: PoolStatistics, minimumIdle: Int, waitingPeak: Int) {
        idle.set(statistics.idle)
        used.set(statistics.inUse)
        maximum.set(statistics.maximum)
        // An idle connection may stay as long as there is room for one.
        idleMaximum.set(statistics.maximum)
        idleMinimum.set(minimumIdle)
        pending.set(statistics.waiting)
        pendingPeak.set(waitingPeak)
    }

    /// Says what happened.
    func record(_ event: PoolEvent) {
        switch event {
        case .leased(let wait, _): waitTime.recordNanoseconds(Int64(clamping: wait.nanoseconds))
        case .timedOut: timeouts.increment()
        case .opened(let duration): createTime.recordNanoseconds(Int64(clamping: duration.nanoseconds))
        case .slowAcquire, .shed, .cancelled, .openFailed, .closed, .leakSuspected: break
        }
    }

    /// A transaction is tried again.
    func countRetry() { retries.increment() }

    /// A connection came back to the pool.
    func recordUse(_ duration: Duration) { useTime.recordNanoseconds(Int64(clamping: duration.nanoseconds)) }
}
