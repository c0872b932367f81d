import ConnectionPooling
import Synchronization

/// What watches one pool: its statements, its state and what happens in it.
final class PoolWatch: Sendable {
    let log: QueryLog
    let metrics: PoolMetrics
    let minimumIdle: Int
    private let events: PoolEventLog
    private let waited = Mutex(DurationHistogram())

    init(log: QueryLog, metrics: PoolMetrics, events: PoolEventLog, minimumIdle: Int) {
        self.log = log
        self.metrics = metrics
        self.events = events
        self.minimumIdle = minimumIdle
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
