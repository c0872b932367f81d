import Testing

@testable import ConnectionPooling

/// A machine with a clock that only moves when told, and readings of what it answered.
struct MachineHarness {
    /// What a caller heard at once, and what had to be done besides.
    struct Asked {
        let answer: PoolStateMachine.Answer
        let actions: [PoolAction]

        var lease: LeaseID? { if case .leased(let lease) = answer { lease } else { nil } }
        var waiter: WaiterID? { if case .queued(let waiter) = answer { waiter } else { nil } }
    }

    var machine: PoolStateMachine
    var now = Duration.seconds(1000)

    init(seed: UInt64 = 1, _ settings: PoolSettings) {
        machine = PoolStateMachine(settings: settings, now: now, seed: seed)
    }

    mutating func acquire(
        home: Int? = nil, timeout: Duration = .seconds(5), isUsable: (ConnectionID) -> Bool = { _ in true }
    ) -> Asked {
        let (answer, actions) = machine.acquire(home: home, now: now, timeout: timeout, isUsable: isUsable)
        return Asked(answer: answer, actions: actions)
    }

    /// A caller that finds nothing idle.
    mutating func queue(timeout: Duration = .seconds(5)) throws -> (waiter: WaiterID, actions: [PoolAction]) {
        let asked = acquire(timeout: timeout)
        return (try #require(asked.waiter), asked.actions)
    }

    mutating func opened(_ id: ConnectionID, home: Int = 0) -> [PoolAction] {
        machine.opened(id, home: home, now: now)
    }

    mutating func failed(_ id: ConnectionID) -> [PoolAction] { machine.openFailed(id, now: now) }

    mutating func closed(_ id: ConnectionID) -> [PoolAction] { machine.closed(id, now: now) }

    mutating func validated(_ id: ConnectionID, _ isUsable: Bool) -> [PoolAction] {
        machine.validated(id, isUsable: isUsable, now: now)
    }

    mutating func release(_ lease: LeaseID, isReusable: Bool = true) -> [PoolAction] {
        machine.release(lease, now: now, isReusable: isReusable)
    }

    mutating func tick(after duration: Duration = .zero) -> [PoolAction] {
        now += duration
        return machine.tick(now: now) { _ in true }
    }

    /// A caller comes, a connection is opened for it, and it gets it.
    mutating func leaseOfNewConnection(home: Int = 0) throws -> LeaseID {
        let id = try #require(acquire().actions.opens.first)
        return try #require(opened(id, home: home).leases.first?.lease)
    }

    mutating func idleConnection() throws -> ConnectionID {
        try #require(try idleConnections(1).first)
    }

    /// New connections, idle, in the order they were given back.
    mutating func idleConnections(_ count: Int, homes: [Int] = [0]) throws -> [ConnectionID] {
        let leases = try (0..<count).map { try leaseOfNewConnection(home: homes[$0 % homes.count]) }
        for lease in leases {
            now += .microseconds(1)
            #expect(release(lease) == [])
        }
        return leases.map(\.connection)
    }
}

extension [PoolAction] {
    var opens: [ConnectionID] { compactMap { if case .open(let id) = $0 { id } else { nil } } }
    var validations: [ConnectionID] { compactMap { if case .validate(let id) = $0 { id } else { nil } } }
    var closes: [ConnectionID] { compactMap { if case .close(let id, _, _) = $0 { id } else { nil } } }
    var closeReasons: [PoolCloseReason] { compactMap { if case .close(_, let reason, _) = $0 { reason } else { nil } } }
    var leases: [(lease: LeaseID, waiter: WaiterID)] {
        compactMap { if case .lease(let lease, let waiter, _) = $0 { (lease, waiter) } else { nil } }
    }
    var leaks: [LeaseID] { compactMap { if case .reportLeak(let lease) = $0 { lease } else { nil } } }
    var shed: [WaiterID] { compactMap { if case .refuse(let waiter, .shed) = $0 { waiter } else { nil } } }
}
