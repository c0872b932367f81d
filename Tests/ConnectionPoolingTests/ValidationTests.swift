import Testing

@testable import ConnectionPooling

@Suite("Validation")
struct ValidationTests {
    @Test("within a second of its last use a connection is leased at once; after it, once it has answered")
    func grace() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let id = try pool.idleConnection()
        pool.now += .seconds(1)
        let lease = try #require(pool.acquire().lease)
        #expect(pool.release(lease) == [])
        pool.now += .milliseconds(1001)
        let (waiter, actions) = try pool.queue()
        #expect(actions == [.validate(id)])
        #expect(pool.machine.statistics.opening == 1)
        pool.now += .milliseconds(1)
        #expect(pool.validated(id, true).leases.map(\.waiter) == [waiter])
    }

    @Test("one that fails costs the caller nothing: the next one or a new one serves it")
    func failureIsTheNextOnes() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let ids = try pool.idleConnections(2)
        pool.now += .seconds(10)
        let (waiter, actions) = try pool.queue()
        #expect(actions == [.validate(ids[1])])
        let next = pool.validated(ids[1], false)
        #expect(next.closeReasons == [.validationFailed])
        #expect(next.validations == [ids[0]])
        #expect(pool.closed(ids[1]).opens.count == 1)
        #expect(pool.validated(ids[0], true).leases.map(\.waiter) == [waiter])
    }

    @Test("pain 9: a half-open connection has a second to answer, then the caller gets another one")
    func deadline() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let id = try pool.idleConnection()
        pool.now += .seconds(10)
        let (waiter, _) = try pool.queue()
        #expect(pool.machine.nextWake == pool.now + .seconds(1))
        #expect(pool.tick(after: .milliseconds(999)) == [])
        #expect(pool.tick(after: .milliseconds(1)).closes == [id])
        // What it says afterwards comes too late.
        #expect(pool.validated(id, true) == [])
        let new = try #require(pool.closed(id).opens.first)
        #expect(pool.opened(new).leases.map(\.waiter) == [waiter])
    }

    @Test("pain 9: twenty half-open connections hold a caller up for two seconds, not for twenty")
    func allHalfOpen() throws {
        var pool = MachineHarness(PoolSettings(maximum: 20, maximumConcurrentConnects: 20))
        let ids = try pool.idleConnections(20)
        pool.now += .seconds(10)
        let (waiter, _) = try pool.queue(timeout: .seconds(5))
        let suspects = pool.tick(after: .seconds(1)).validations
        #expect(Set(suspects) == Set(ids.dropLast()))
        let closed = pool.tick(after: .seconds(1)).closes
        #expect(Set(closed) == Set(suspects))
        let new = try #require(pool.closed(closed[0]).opens.first)
        #expect(pool.opened(new).leases.map(\.waiter) == [waiter])
    }

    @Test("a caller that leaves meanwhile loses nothing: the connection is idle again, as long as it was before")
    func callerLeaves() throws {
        var pool = MachineHarness(
            PoolSettings(maximum: 2, idleTimeout: .seconds(600), keepaliveInterval: .seconds(9999)))
        let ids = try pool.idleConnections(2)
        pool.now += .seconds(595)
        let (waiter, actions) = try pool.queue()
        #expect(actions.validations == [ids[1]])
        _ = pool.machine.cancel(waiter)
        #expect(pool.validated(ids[1], true) == [])
        #expect(pool.machine.idle.oldestFirst == ids)
        #expect(pool.tick(after: .seconds(6)).closes == ids)
    }

    @Test("the first connection that is ready serves the first caller, whichever was meant for whom")
    func nobodyWaitsForACertainOne() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3))
        let leased = try pool.leaseOfNewConnection()
        let idle = try pool.idleConnection()
        pool.now += .seconds(10)
        let first = try pool.queue()
        let second = try pool.queue()
        #expect(first.actions.validations == [idle])
        #expect(second.actions.opens.count == 1)
        #expect(pool.release(leased).leases.map(\.waiter) == [first.waiter])
        #expect(pool.validated(idle, true).leases.map(\.waiter) == [second.waiter])
    }

    @Test("keepalive asks those not used for a minute, one at a time, and does not make them look used")
    func keepalive() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3, idleTimeout: .seconds(600)))
        let ids = try pool.idleConnections(3)
        #expect(pool.tick(after: .seconds(59)).validations == [])
        #expect(pool.tick(after: .seconds(31)).validations == [ids[0]])
        #expect(pool.machine.statistics.opening == 1)
        #expect(pool.validated(ids[0], true).validations == [ids[1]])
        #expect(pool.validated(ids[1], true).validations == [ids[2]])
        #expect(pool.validated(ids[2], true) == [])
        #expect(pool.machine.idle.oldestFirst == ids)
        #expect(pool.tick(after: .seconds(511)).closeReasons == [.idleTimeout, .idleTimeout, .idleTimeout])
    }

    @Test("pain 8: probes of a dead host run one at a time in the background and leave the others to the callers")
    func singleFlight() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3))
        let ids = try pool.idleConnections(3)
        #expect(pool.tick(after: .seconds(90)).validations.count == 1)
        #expect(pool.tick(after: .milliseconds(500)).validations == [])
        #expect(pool.machine.idle.oldestFirst == [ids[1], ids[2]])
        // Nor does one that was asked for a caller's sake start another.
        let first = try pool.queue().waiter
        #expect(try pool.queue().actions.validations == [ids[2]])
        let answered = pool.validated(ids[2], true)
        #expect(answered.leases.map(\.waiter) == [first])
        #expect(answered.validations == [])

        // While connecting fails, one attempt at a time asks the host too.
        var unreachable = MachineHarness(PoolSettings(maximum: 8))
        let opens = try (0..<4).flatMap { _ in try unreachable.queue().actions.opens }
        for id in opens { _ = unreachable.failed(id) }
        for _ in 0..<4 { #expect(try unreachable.queue().actions == []) }
        unreachable.now = try #require(unreachable.machine.nextWake)
        #expect(unreachable.tick().opens.count == 1)
        #expect(unreachable.tick(after: .seconds(1)).opens == [])
    }

    @Test("an expired connection is not validated for a caller but replaced")
    func expired() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1, maximumLifetime: .seconds(60), lifetimeJitter: 0))
        let id = try pool.idleConnection()
        pool.now += .seconds(61)
        #expect(try pool.queue().actions.closes == [id])
    }
}
