import ConnectionPooling

/// What watches one pool: its statements, its state and what happens in it.
struct PoolWatch: Sendable {
    let log: QueryLog
    let metrics: PoolMetrics
    let events: PoolEventLog
    let minimumIdle: Int

    /// What the pool is to call with its events.
    func observe(_ event: PoolEvent) {
        metrics.record(event)
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
