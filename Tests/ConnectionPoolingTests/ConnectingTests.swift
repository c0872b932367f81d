import Testing

@testable import ConnectionPooling

@Suite("Connecting")
struct ConnectingTests {
    @Test("the ceiling of the back-off doubles from 100 ms to 10 s")
    func ceilingDoubles() {
        let backoff = ConnectBackoff()
        let ceilings = (1...9).map { backoff.ceiling(afterFailures: $0) }
        #expect(ceilings[..<7] == [100, 200, 400, 800, 1600, 3200, 6400].map(Duration.milliseconds)[...])
        #expect(ceilings[7...] == [.seconds(10), .seconds(10)])
        #expect(backoff.ceiling(afterFailures: 1_000_000) == .seconds(10))
    }

    @Test("full jitter: delays fill the whole range from zero to the ceiling")
    func fullJitter() {
        var random = SeededGenerator(seed: 7)
        let delays = (0..<1000).map { _ in ConnectBackoff().delay(afterFailures: 20, using: &random) }
        #expect(delays.allSatisfy { $0 >= .zero && $0 <= .seconds(10) })
        #expect(delays.contains { $0 < .seconds(1) } && delays.contains { $0 > .seconds(9) })
    }

    @Test("after a failure nothing is tried before the pause is over, then one connect alone")
    func pausesAfterFailure() throws {
        var pool = MachineHarness(PoolSettings(maximum: 10))
        let opens = (0..<4).flatMap { _ in pool.acquire().actions.opens }
        #expect(opens.count == 4)
        for id in opens { #expect(pool.failed(id) == []) }
        let wake = try #require(pool.machine.nextWake)
        #expect(wake <= pool.now + .milliseconds(100))
        pool.now = wake
        #expect(pool.tick().opens.count == 1)
    }

    @Test("pain 10: no more connects at once than allowed, though all connections ended together")
    func limitsConcurrentConnects() throws {
        var pool = MachineHarness(PoolSettings(maximum: 20, maximumConcurrentConnects: 3))
        var opens = (0..<10).flatMap { _ in pool.acquire().actions.opens }
        #expect(opens.count == 3)
        opens = pool.opened(opens[0]).opens
        #expect(opens.count == 1)
    }

    @Test("connects that began together and failed together count as one failure")
    func failuresOfOneWave() {
        var pool = MachineHarness(PoolSettings(maximum: 10))
        let opens = (0..<4).flatMap { _ in pool.acquire().actions.opens }
        for id in opens { _ = pool.failed(id) }
        #expect(pool.machine.statistics.consecutiveConnectFailures == 1)
    }

    @Test("the first success ends the pause and opens for everybody who waits")
    func successEndsPause() throws {
        var pool = MachineHarness(PoolSettings(maximum: 10, maximumConcurrentConnects: 4))
        let first = (0..<4).flatMap { _ in pool.acquire().actions.opens }
        for id in first { _ = pool.failed(id) }
        pool.now = try #require(pool.machine.nextWake)
        let retry = try #require(pool.tick().opens.first)
        let actions = pool.opened(retry)
        #expect(actions.leases.count == 1)
        #expect(pool.machine.statistics.consecutiveConnectFailures == 0)
        #expect(actions.opens.count == 3)
    }

    @Test("pain 6: a pool that could not connect keeps trying when nobody asks any more, so that it heals")
    func healsWithoutCallers() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2, minimumIdle: 0))
        let (waiter, actions) = try pool.queue()
        _ = pool.failed(actions.opens[0])
        _ = pool.machine.cancel(waiter)
        pool.now = try #require(pool.machine.nextWake)
        let retry = try #require(pool.tick().opens.first)
        #expect(pool.opened(retry) == [])
        #expect(pool.machine.statistics.consecutiveConnectFailures == 0)
        #expect(pool.machine.statistics.idle == 1)
    }

    @Test("news that the database is back ends the pause")
    func connectivityRestored() throws {
        let slow = ConnectBackoff(initial: .seconds(1000), maximum: .seconds(1000))
        var pool = MachineHarness(PoolSettings(maximum: 2, connectBackoff: slow))
        _ = pool.failed(pool.acquire().actions.opens[0])
        #expect(pool.tick().opens.isEmpty)
        #expect(pool.machine.connectivityRestored(now: pool.now).opens.count == 1)
    }
}
