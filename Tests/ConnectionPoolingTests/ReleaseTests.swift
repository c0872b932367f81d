import Testing

@testable import ConnectionPooling

@Suite("Releasing")
struct ReleaseTests {
    @Test("a dirty connection is destroyed, and its slot stays taken until the close is confirmed")
    func dirtyConnectionIsDestroyed() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let lease = try pool.leaseOfNewConnection()
        _ = pool.acquire()
        #expect(pool.release(lease, isReusable: false) == [.close(lease.connection)])
        #expect(pool.machine.statistics.closing == 1)
        #expect(pool.closed(lease.connection).opens.count == 1)
    }

    @Test("releasing a lease twice does not end the next caller's lease")
    func doubleRelease() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let lease = try pool.leaseOfNewConnection()
        #expect(pool.release(lease) == [])
        #expect(pool.acquire().actions.leases.count == 1)
        #expect(pool.release(lease) == [])
        #expect(pool.machine.statistics.inUse == 1)
    }

    @Test("the maximum lifetime is kept under load: looked at on release and on lease")
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

    @Test("jitter is drawn once, at birth, between 90 and 100 % of the lifetime, and differs between connections")
    func jitterIsFixedAtBirth() throws {
        var pool = MachineHarness(PoolSettings(maximum: 50, maximumLifetime: .seconds(1000), lifetimeJitter: 0.1))
        for _ in 0..<50 { _ = try pool.leaseOfNewConnection() }
        let lives = pool.machine.slots.values.compactMap(\.expires).map { $0 - pool.now }
        #expect(lives.allSatisfy { $0 >= .seconds(900) && $0 <= .seconds(1000) })
        #expect(Set(lives).count == 50)
        _ = pool.tick(after: .seconds(100))
        #expect(
            Set(pool.machine.slots.values.compactMap(\.expires).map { $0 - pool.now + .seconds(100) }) == Set(lives))
    }

    @Test("connections beyond the minimum are closed after the idle timeout, the longest idle first")
    func idleTimeout() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3, minimumIdle: 1, idleTimeout: .seconds(600)))
        let opens = (0..<3).flatMap { _ in pool.acquire().actions.opens }
        let leases = opens.flatMap { id in pool.opened(id).leases.map(\.lease) }
        for lease in leases { _ = pool.release(lease) }
        #expect(pool.tick(after: .seconds(599)).closes == [])
        pool.now += .seconds(31)
        #expect(pool.tick().closes == [leases[0].connection, leases[1].connection])
        #expect(pool.machine.statistics.idle == 1)
    }

    @Test("after a rotation idle connections go at once, leased ones on release, late ones on arrival")
    func rotation() throws {
        var pool = MachineHarness(PoolSettings(maximum: 3))
        let leased = try pool.leaseOfNewConnection()
        let idle = try pool.idleConnection()
        let held = try #require(pool.acquire().actions.leases.first?.lease)
        #expect(held.connection == idle)
        let opening = try #require(pool.acquire().actions.opens.first)
        _ = pool.release(held)
        // The one that waits got it; everything there is now belongs to the old credentials.
        #expect(pool.machine.advanceGeneration(now: pool.now) == [])
        #expect(pool.release(leased).closes == [leased.connection])
        #expect(pool.opened(opening).closes == [opening])
    }
}
