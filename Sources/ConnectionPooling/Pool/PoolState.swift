/// What a pool keeps under its lock: the machine, and the connections and callers that it knows by number only.
struct PoolState<Connection: PooledConnection> {
    typealias Instant = ContinuousClock.Instant
    typealias Outcome = Result<ConnectionLease<Connection>, PoolRefusal>

    /// A caller in the queue. Its outcome may be decided before it has gone to sleep.
    struct Caller {
        let site: CallSite
        var continuation: CheckedContinuation<Outcome, Never>?
        var outcome: Outcome?
    }

    var machine: PoolStateMachine
    /// By slot, from opened to closed.
    var connections: [Connection?]
    /// By slot; of leases that have ended too, until the next.
    var holders: [LeaseHolder?]
    var callers: [WaiterID: Caller] = [:]
    var scheduledWake: Instant?
    var lastConnectError: (any Error)?
    var isRunning = false

    init(machine: PoolStateMachine) {
        self.machine = machine
        connections = Array(repeating: nil, count: machine.settings.maximum)
        holders = Array(repeating: nil, count: machine.settings.maximum)
    }

    mutating func acquire(
        home: Int?, now: Instant, timeout: Duration, site: CallSite
    ) -> (answer: PoolAnswer<Connection>, actions: [PoolAction]) {
        let connections = connections
        let (answer, actions) = machine.acquire(home: home, now: now, timeout: timeout) { id in
            connections[id.slot]?.isReusable ?? false
        }
        switch answer {
        case .leased(let lease):
            guard let leased = lend(lease, to: site, now: now) else { return (.refused(.shutDown), actions) }
            return (.leased(leased), actions)
        case .queued(let waiter):
            callers[waiter] = Caller(site: site)
            return (.queued(waiter), actions)
        case .refused(let refusal): return (.refused(refusal), actions)
        }
    }

    mutating func tick(now: Instant) -> [PoolAction] {
        let connections = connections
        return machine.tick(now: now) { connections[$0.slot]?.isReusable ?? false }
    }

    mutating func lend(_ lease: LeaseID, to site: CallSite, now: Instant) -> ConnectionLease<Connection>? {
        guard let connection = connections[lease.connection.slot] else { return nil }
        let holder = LeaseHolder(site: site, since: now)
        holders[lease.connection.slot] = holder
        return ConnectionLease(id: lease, connection: connection, holder: holder)
    }

    /// All who hold a connection, the longest first.
    func holderReports(at now: Instant) -> [LeaseHolder.Report] {
        let leased = machine.connections { if case .leased = $0 { true } else { false } }
        return leased.compactMap { holders[$0.slot]?.report(at: now) }.sorted { $0.held > $1.held }
    }
}

/// What a caller hears at once.
enum PoolAnswer<Connection: PooledConnection> {
    case leased(ConnectionLease<Connection>)
    case queued(WaiterID)
    case refused(PoolRefusal)
}
