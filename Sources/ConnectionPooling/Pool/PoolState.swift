/// What a pool keeps under its lock: the machine, and the connections and callers that it knows by number only.
///
/// It is not generic: other modules get no specialised copy of generic code, and looking types up at run time cost more
/// than all the rest of a lease.
struct PoolState {
    typealias Instant = Duration
    typealias Outcome = Result<PoolGrant, PoolRefusal>
    typealias Waiter = CheckedContinuation<Outcome, Never>

    /// A caller in the queue. Its outcome may be decided before it has gone to sleep.
    struct Caller {
        let site: CallSite
        var continuation: Waiter?
        var outcome: Outcome?
    }

    var machine: PoolStateMachine
    /// By slot, from opened to closed.
    var connections: [(any PooledConnection)?]
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
    ) -> (answer: PoolAnswer, actions: [PoolAction]) {
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

    mutating func lend(_ lease: LeaseID, to site: CallSite, now: Instant) -> PoolGrant? {
        guard let connection = connections[lease.connection.slot] else { return nil }
        let holder = LeaseHolder(site: site, since: now)
        holders[lease.connection.slot] = holder
        return PoolGrant(id: lease, connection: connection, holder: holder)
    }

    /// All who hold a connection, the longest first.
    func holderReports(at now: Instant) -> [LeaseHolder.Report] {
        let leased = machine.connections { if case .leased = $0 { true } else { false } }
        return leased.compactMap { holders[$0.slot]?.report(at: now) }.sorted { $0.held > $1.held }
    }
}
