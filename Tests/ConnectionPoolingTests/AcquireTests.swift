import Testing

@testable import ConnectionPooling

@Suite("Acquiring")
struct AcquireTests {
    @Test("a pool without minimum opens its first connection at its first use")
    func opensAtFirstUse() throws {
        var pool = MachineHarness(PoolSettings(maximum: 5, minimumIdle: 0))
        #expect(pool.tick() == [])
        #expect(pool.acquire().actions.opens.count == 1)
    }

    @Test("the minimum of idle connections is opened at once, and again after one is taken away")
    func keepsMinimumIdle() throws {
        var pool = MachineHarness(PoolSettings(maximum: 5, minimumIdle: 2))
        let ids = pool.tick().opens
        #expect(ids.count == 2)
        for id in ids { #expect(pool.opened(id) == []) }
        let (waiter, actions) = pool.acquire()
        #expect(actions.leases.map(\.waiter) == [waiter])
        #expect(actions.opens.count == 1)
    }

    @Test("never more than the maximum, whoever waits")
    func bounded() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2, maximumConcurrentConnects: 8))
        let opens = (0..<10).flatMap { _ in pool.acquire().actions.opens }
        #expect(opens.count == 2)
        #expect(pool.machine.statistics.total == 2)
        #expect(pool.machine.statistics.waiting == 10)
    }

    @Test("no more connects at once than allowed")
    func limitsConcurrentConnects() throws {
        var pool = MachineHarness(PoolSettings(maximum: 20, maximumConcurrentConnects: 3))
        var opens = (0..<10).flatMap { _ in pool.acquire().actions.opens }
        #expect(opens.count == 3)
        opens = pool.opened(opens[0]).opens
        #expect(opens.count == 1)
    }

    @Test("callers are served strictly in the order they came")
    func firstComeFirstServed() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        var lease = try pool.leaseOfNewConnection()
        let waiters = (0..<50).map { _ in pool.acquire().waiter }
        var served: [WaiterID] = []
        for _ in waiters {
            let next = try #require(pool.release(lease).leases.first)
            served.append(next.waiter)
            lease = next.lease
        }
        #expect(served == waiters)
    }

    @Test("a caller is sent away at its deadline, not before")
    func acquireTimeout() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        _ = try pool.leaseOfNewConnection()
        let (waiter, _) = pool.acquire(timeout: .seconds(5))
        #expect(pool.machine.nextWake == pool.now + .seconds(5))
        #expect(pool.tick(after: .milliseconds(4999)) == [])
        #expect(pool.tick(after: .milliseconds(1)) == [.refuse(waiter, .timedOut)])
    }

    @Test("a caller that gives up early does not lose the connection being opened: the next caller gets it")
    func cancelledAcquireLosesNothing() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (first, actions) = pool.acquire()
        let (second, _) = pool.acquire()
        #expect(pool.machine.cancel(first) == [.refuse(first, .cancelled)])
        #expect(pool.opened(actions.opens[0]).leases.map(\.waiter) == [second])
    }

    @Test("a connection that arrives after everybody timed out becomes idle")
    func lateConnectionBecomesIdle() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (waiter, actions) = pool.acquire()
        #expect(pool.tick(after: .seconds(5)) == [.refuse(waiter, .timedOut)])
        #expect(pool.opened(actions.opens[0]) == [])
        #expect(pool.machine.statistics.idle == 1)
        #expect(pool.acquire().actions.leases.count == 1)
    }

    @Test("cancelling a caller that was already served does nothing")
    func cancelAfterServing() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (waiter, actions) = pool.acquire()
        _ = pool.opened(actions.opens[0])
        #expect(pool.machine.cancel(waiter) == [])
        #expect(pool.machine.statistics.inUse == 1)
    }

    @Test("an idle connection that no longer works is closed and never handed out")
    func unusableIdleConnection() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let id = try pool.idleConnection()
        let actions = pool.machine.acquire(WaiterID(99), now: pool.now, deadline: pool.now + .seconds(5)) { _ in false }
        #expect(actions.closes == [id])
        #expect(actions.leases.isEmpty)
        #expect(actions.opens.count == 1)
    }
}
