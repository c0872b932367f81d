import Testing

@testable import ConnectionPooling

/// A machine with a clock that only moves when told, and readings of what it answered.
struct MachineHarness {
    var machine: PoolStateMachine
    var now = ContinuousClock.now
    private var lastWaiter = 0

    init(seed: UInt64 = 1, _ settings: PoolSettings) {
        machine = PoolStateMachine(settings: settings, now: now, seed: seed)
    }

    mutating func acquire(timeout: Duration = .seconds(5)) -> (waiter: WaiterID, actions: [PoolAction]) {
        lastWaiter += 1
        let waiter = WaiterID(lastWaiter)
        let actions = machine.acquire(waiter, now: now, deadline: now + timeout) { _ in true }
        return (waiter, actions)
    }

    mutating func opened(_ id: ConnectionID) -> [PoolAction] { machine.opened(id, now: now) }

    mutating func failed(_ id: ConnectionID) -> [PoolAction] { machine.openFailed(id, now: now) }

    mutating func closed(_ id: ConnectionID) -> [PoolAction] { machine.closed(id, now: now) }

    mutating func release(_ lease: LeaseID, isReusable: Bool = true) -> [PoolAction] {
        machine.release(lease, now: now, isReusable: isReusable)
    }

    mutating func tick(after duration: Duration = .zero) -> [PoolAction] {
        now += duration
        return machine.tick(now: now) { _ in true }
    }

    /// A caller comes, a connection is opened for it, and it gets it.
    mutating func leaseOfNewConnection() throws -> LeaseID {
        let id = try #require(acquire().actions.opens.first)
        return try #require(opened(id).leases.first?.lease)
    }

    mutating func idleConnection() throws -> ConnectionID {
        let lease = try leaseOfNewConnection()
        #expect(release(lease) == [])
        return lease.connection
    }
}

extension [PoolAction] {
    var opens: [ConnectionID] { compactMap { if case .open(let id) = $0 { id } else { nil } } }
    var closes: [ConnectionID] { compactMap { if case .close(let id) = $0 { id } else { nil } } }
    var leases: [(lease: LeaseID, waiter: WaiterID)] {
        compactMap { if case .lease(let lease, let waiter) = $0 { (lease, waiter) } else { nil } }
    }
}
