import Testing

@testable import ConnectionPooling

@Suite("Releasing")
struct ReleaseTests {
    @Test("pains 2 and 13: a dirty connection is destroyed, and its slot stays taken until the close is confirmed")
    func dirtyConnectionIsDestroyed() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let lease = try pool.leaseOfNewConnection()
        _ = pool.acquire()
        #expect(pool.release(lease, isReusable: false).closes == [lease.connection])
        #expect(pool.machine.statistics.closing == 1)
        #expect(pool.closed(lease.connection).opens.count == 1)
    }

    @Test("releasing a lease twice does not end the next caller's lease")
    func doubleRelease() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let lease = try pool.leaseOfNewConnection()
        #expect(pool.release(lease) == [])
        #expect(pool.acquire().lease != nil)
        #expect(pool.release(lease) == [])
        #expect(pool.machine.statistics.inUse == 1)
    }

    @Test("pain 11: the maximum lifetime is kept under load: looked at on release and on lease")
    func maximumLifetimeUnderLoad() throws {
        let settings = PoolSettings(maximum: 1, maximumLifetime: .seconds(60), lifetimeJitter: 0)
        var pool = MachineHarness(settings)
        let lease = try pool.leaseOfNewConnection()
        _ = pool.acquire(timeout: .seconds(100))
        pool.now += .seconds(60)
        #expect(pool.release(lease).closes == [lease.connection])

        var other = MachineHarness(settings)
        let idle = try other.idleConnection()
        other.now += .seconds(60)
        #expect(other.acquire().actions.closes == [idle])
    }

    @Test(
        "pain 10: jitter is drawn once, at birth, between 90 and 100 % of the lifetime, and differs between connections"
    )
    func jitterIsFixedAtBirth() throws {
        var pool = MachineHarness(PoolSettings(maximum: 50, maximumLifetime: .seconds(1000), lifetimeJitter: 0.1))
        for _ in 0..<50 { _ = try pool.leaseOfNewConnection() }
        let lives = pool.machine.slots.map { $0.expires - pool.now }
        #expect(lives.allSatisfy { $0 >= .seconds(900) && $0 <= .seconds(1000) })
        #expect(Set(lives).count == 50)
        _ = pool.tick(after: .seconds(100))
        #expect(
            pool.machine.slots.map { $0.expires - pool.now + .seconds(100) } == lives)
    }

    @Test("connections beyond the minimum are closed after the idle timeout, the longest idle first")
    func idleTimeout() throws {
        let settings = PoolSettings(
            maximum: 3, minimumIdle: 1, idleTimeout: .seconds(600), keepaliveInterval: .seconds(9999))
        var pool = MachineHarness(settings)
        let opens = (0..<3).flatMap { _ in pool.acquire().actions.opens }
        let leases = opens.flatMap { id in pool.opened(id).leases.map(\.lease) }
        for lease in leases {
            pool.now += .microseconds(1)
            _ = pool.release(lease)
        }
        #expect(pool.tick(after: .seconds(599)).closes == [])
        pool.now += .seconds(31)
        #expect(pool.tick().closes == [leases[0].connection, leases[1].connection])
        #expect(pool.machine.statistics.idle == 1)
    }

    @Test("pain 12: after a rotation idle connections go at once, leased ones on release, late ones on arrival")
    func rotationRace() throws {
        var pool = MachineHarness(PoolSettings(maximum: 4))
        let leased = try pool.leaseOfNewConnection()
        let idle = try pool.idleConnections(2)
        pool.now += .seconds(10)
        let (waiter, actions) = try pool.queue()
        #expect(actions.validations == [idle[1]])
        let opening = try #require(try pool.queue().actions.validations.first)
        #expect(opening == idle[0])
        let late = try #require(try pool.queue().actions.opens.first)
        let rotation = pool.machine.advanceGeneration(now: pool.now)
        #expect(rotation == [])
        // What was stamped with the old generation is not admitted, whichever way it comes.
        #expect(pool.release(leased).closeReasons == [.replaced])
        #expect(pool.validated(idle[1], true).closeReasons == [.replaced])
        #expect(pool.opened(late).closeReasons == [.replaced])
        let new = try #require(pool.closed(late).opens.first)
        #expect(pool.opened(new).leases.map(\.waiter) == [waiter])
    }

    @Test("pain 12: idle connections of the old generation are closed at the rotation itself")
    func rotationOfIdle() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2, minimumIdle: 2))
        let ids = pool.tick().opens
        for id in ids { _ = pool.opened(id) }
        let actions = pool.machine.advanceGeneration(now: pool.now)
        #expect(Set(actions.closes) == Set(ids))
        #expect(pool.closed(ids[0]).opens.count == 1)
    }
}
