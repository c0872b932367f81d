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
        let asked = pool.acquire()
        #expect(asked.lease != nil)
        #expect(asked.actions.opens.count == 1)
    }

    @Test("never more than the maximum, whoever waits")
    func bounded() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2, maximumConcurrentConnects: 8))
        let opens = (0..<10).flatMap { _ in pool.acquire().actions.opens }
        #expect(opens.count == 2)
        #expect(pool.machine.statistics.total == 2)
        #expect(pool.machine.statistics.waiting == 10)
    }

    @Test("callers are served strictly in the order they came")
    func firstComeFirstServed() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        var lease = try pool.leaseOfNewConnection()
        let waiters = try (0..<50).map { _ in try pool.queue().waiter }
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
        let (waiter, _) = try pool.queue(timeout: .seconds(5))
        #expect(pool.machine.nextWake == pool.now + .seconds(5))
        #expect(pool.tick(after: .milliseconds(4999)) == [])
        #expect(pool.tick(after: .milliseconds(1)) == [.reportHolders, .refuse(waiter, .timedOut)])
    }

    @Test("a caller that cannot wait is refused at once, and nothing is opened for it")
    func noTimeToWait() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let asked = pool.acquire(timeout: .zero)
        #expect(asked.actions == [.reportHolders, .refuse(try #require(asked.waiter), .timedOut)])
        #expect(pool.machine.statistics.waiting == 0)
    }

    @Test("pain 3: a cancelled caller does not lose the connection being opened; the next caller gets it")
    func cancelledAcquireLosesNothing() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (first, actions) = try pool.queue()
        let (second, _) = try pool.queue()
        #expect(pool.machine.cancel(first) == [.refuse(first, .cancelled)])
        #expect(pool.opened(actions.opens[0]).leases.map(\.waiter) == [second])
    }

    @Test("pain 4: a connection that arrives after everybody timed out becomes idle, and is no zombie")
    func lateConnectionBecomesIdle() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (waiter, actions) = try pool.queue()
        #expect(pool.tick(after: .seconds(5)) == [.reportHolders, .refuse(waiter, .timedOut)])
        #expect(pool.opened(actions.opens[0]) == [])
        #expect(pool.machine.statistics.idle == 1)
        #expect(pool.acquire().lease?.connection == actions.opens[0])
    }

    @Test("cancelling a caller that was already served does nothing")
    func cancelAfterServing() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let (waiter, actions) = try pool.queue()
        _ = pool.opened(actions.opens[0])
        #expect(pool.machine.cancel(waiter) == [])
        #expect(pool.machine.statistics.inUse == 1)
    }

    @Test("an idle connection that no longer works is closed and never handed out: the next one is")
    func unusableIdleConnection() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let ids = try pool.idleConnections(2)
        let asked = pool.acquire { $0 != ids[1] }
        #expect(asked.actions.closes == [ids[1]])
        #expect(asked.actions.closeReasons == [.broken])
        #expect(asked.lease?.connection == ids[0])
    }

    @Test("the longest the queue has been is kept until it is read")
    func waitingPeak() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        var lease = try pool.leaseOfNewConnection()
        for _ in 0..<3 { _ = try pool.queue() }
        lease = try #require(pool.release(lease).leases.first?.lease)
        lease = try #require(pool.release(lease).leases.first?.lease)
        #expect(pool.machine.takeWaitingPeak() == 3)
        #expect(pool.machine.takeWaitingPeak() == 1)
    }
}
