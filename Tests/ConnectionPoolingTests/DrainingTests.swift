import Testing

@testable import ConnectionPooling

@Suite("Draining")
struct DrainingTests {
    @Test("idle connections are closed at once; new callers are sent away; the end comes with the last connection")
    func drains() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3))
        let leased = try pool.leaseOfNewConnection()
        let idle = try pool.idleConnection()
        #expect(pool.machine.drain(now: pool.now, deadline: pool.now + .seconds(10)).closes == [idle])
        #expect(pool.acquire().answer == .refused(.shutDown))
        #expect(pool.closed(idle) == [])
        #expect(pool.release(leased).closeReasons == [.shutDown])
        #expect(pool.closed(leased.connection) == [.finished])
    }

    @Test("callers queued before are served until the deadline")
    func servesTheQueue() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let lease = try pool.leaseOfNewConnection()
        let (waiter, _) = try pool.queue()
        _ = pool.machine.drain(now: pool.now, deadline: pool.now + .seconds(10))
        #expect(pool.release(lease).leases.map(\.waiter) == [waiter])
    }

    @Test("at the deadline connections are closed under their holders, callers sent away, connects given up")
    func deadline() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let lease = try pool.leaseOfNewConnection()
        let (waiter, actions) = try pool.queue(timeout: .seconds(100))
        let opening = actions.opens[0]
        #expect(pool.machine.drain(now: pool.now, deadline: pool.now + .seconds(10)) == [])
        #expect(pool.machine.nextWake == pool.now + .seconds(10))
        let end = pool.tick(after: .seconds(10))
        #expect(end.first == .refuse(waiter, .shutDown) && end.last == .cancelConnects)
        #expect(end.closes == [lease.connection] && end.count == 3)
        #expect(pool.release(lease) == [])
        #expect(pool.closed(lease.connection) == [])
        #expect(pool.failed(opening) == [.finished])
    }

    @Test("an empty pool is drained at once, and stays so")
    func empty() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2, minimumIdle: 2))
        #expect(pool.machine.drain(now: pool.now, deadline: pool.now) == [.finished])
        #expect(pool.tick(after: .seconds(60)) == [])
        #expect(pool.machine.nextWake == nil)
        #expect(pool.machine.drain(now: pool.now, deadline: pool.now) == [])
    }
}
