import ConnectionPooling
import Synchronization

/// What watches one pool: its statements, its state and what happens in it.
final class PoolWatch: Sendable {
    let log: QueryLog
    private let metrics: PoolMetrics
    private let minimumIdle: Int
    private let events: PoolEventLog
    private let waited = Mutex(DurationHistogram())
    private let peak = Mutex(RecentPeak())

    init(log: QueryLog, metrics: PoolMetrics, events: PoolEventLog, minimumIdle: Int) {
        self.log = log
        self.metrics = metrics
        self.events = events
        self.minimumIdle = minimumIdle
    }

    /// Says how the pool is now.
    ///
    /// - Parameter waitingPeak: The most callers that waited at one time since the last tick.
    func tick(_ statistics: PoolStatistics, waitingPeak: Int) {
        let peak = peak.withLock { $0.add(waitingPeak) }
        metrics.record(statistics, minimumIdle: minimumIdle, waitingPeak: peak)
    }

    /// A connection came back to the pool.
    ///
    /// - Parameter use: How long it was held.
    func released(after use: Duration) {
        if log.isOn { metrics.recordUse(use) }
    }

    /// A transaction has failed for the sake of another one, and is about to be tried again.
    ///
    /// - Parameter attempt: Which attempt comes now; the first was 1.
    func willRetry(after error: any Error, attempt: Int, at site: CallSite) {
        metrics.countRetry()
        events.writeRetry(after: error, attempt: attempt, at: site)
    }

    /// - Parameter leases: How many got a connection, with or without a wait.
    func waits(leases: Int) -> PoolWaits { PoolWaits(waited.withLock { $0 }, leases: leases) }

    /// What the pool is to call with its events.
    func observe(_ event: PoolEvent) {
        metrics.record(event)
        if case .leased(let wait, _) = event { waited.withLock { $0.record(nanoseconds: wait.nanoseconds) } }
        if let kind = ErrorClass(event) { log.metrics.count(kind, in: log.pool) }
        events.write(event)
    }
}

extension ErrorClass {
    /// The class of what kept a caller from a connection.
    fileprivate init?(_ event: PoolEvent) {
        switch event {
        case .timedOut, .shed: self = .acquireTimeout
        case .openFailed(let error): self.init(connecting: error)
        case .leased, .slowAcquire, .cancelled, .opened, .closed, .leakSuspected: return nil
        }
    }
}
