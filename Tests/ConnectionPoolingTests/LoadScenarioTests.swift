import Testing

@testable import ConnectionPooling

/// Figures to reach, in a time that only the test moves.
@Suite("Load scenarios")
struct LoadScenarioTests {
    @Test(
        "a spike: 5 idle, 50 requests at once, 150 ms a connect, 2 ms a query, 50 at most: all done within 40 ms",
        arguments: [1, 4, 50])
    func spike(maximumConcurrentConnects: Int) {
        let settings = PoolSettings(
            maximum: 50, minimumIdle: 5, maximumConcurrentConnects: maximumConcurrentConnects)
        var pool = PoolSimulation(settings, connectTime: .milliseconds(150)) { _ in .milliseconds(2) }
        pool.warmUp()
        #expect(pool.machine.statistics.idle == 5)
        let start = pool.now
        pool.ask(callers: 50)
        pool.run()
        #expect(pool.ends.count == 50)
        #expect(pool.ends.allSatisfy { $0 - start <= .milliseconds(40) })
    }

    @Test("the same spike on connections idle for a minute, which are asked for a sign of life first")
    func spikeAfterSilence() {
        let settings = PoolSettings(maximum: 50, minimumIdle: 5)
        var pool = PoolSimulation(settings, connectTime: .milliseconds(150)) { _ in .milliseconds(2) }
        pool.warmUp()
        pool.pass(.seconds(59))
        let start = pool.now
        pool.ask(callers: 50)
        pool.run()
        #expect(pool.ends.count == 50)
        #expect(pool.ends.allSatisfy { $0 - start <= .milliseconds(40) })
    }

    @Test("ten times oversubscribed, 100,000 borrows: first come, first served; nobody waits twice the median")
    func oversubscribed() {
        let settings = PoolSettings(maximum: 10, minimumIdle: 10)
        var pool = PoolSimulation(settings, connectTime: .milliseconds(150)) { random in
            .microseconds(Int.random(in: 1000...3000, using: &random))
        }
        pool.warmUp()
        pool.repetitions = 100_000 - 100
        pool.ask(callers: 100)
        pool.run()
        #expect(pool.waits.count == 100_000)
        #expect(pool.served == pool.served.sorted { $0.number < $1.number })
        let waits = pool.waits.sorted()
        #expect(waits[99_999] <= waits[50_000] * 2)
    }
}
