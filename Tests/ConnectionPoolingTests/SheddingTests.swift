import Testing

@testable import ConnectionPooling

@Suite("Load shedding")
struct SheddingTests {
    @Test("a queue slow for a whole interval: those who waited twice the target go, until one is served in time")
    func shedsUntilItFalls() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1, shedding: LoadShedding()))
        var lease = try pool.leaseOfNewConnection()
        // Twenty in the queue, one served each 10 ms: everybody waits 200 ms. Nobody is sent away in the first interval,
        // nor in the second, which is the first that was slow throughout.
        var shed = 0
        var served = 0
        for _ in 0..<20 { _ = try pool.queue() }
        for _ in 0..<600 {
            pool.now += .milliseconds(10)
            let actions = pool.release(lease)
            shed += actions.shed.count
            served += actions.leases.count
            lease = try #require(actions.leases.first?.lease)
            _ = try pool.queue()
            if pool.machine.shedder?.isShedding == true { break }
        }
        #expect(shed == 10)
        #expect(served >= 400)
        // With half the queue gone nobody waits much more than twice the target.
        pool.now += .milliseconds(10)
        #expect(pool.release(lease).shed.count <= 1)
        #expect(pool.machine.totals.sheds >= 10)
    }

    @Test("a queue that is served within the target once in an interval is not shed, however long it is at times")
    func burstsPass() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1, shedding: LoadShedding()))
        var lease = try pool.leaseOfNewConnection()
        for _ in 0..<100 {
            // A burst: ten callers, 20 ms each; the last waits 200 ms, the first 20.
            for _ in 0..<10 { _ = try pool.queue() }
            for _ in 0..<10 {
                pool.now += .milliseconds(20)
                let actions = pool.release(lease)
                #expect(actions.shed == [])
                lease = try #require(actions.leases.first?.lease)
            }
        }
        #expect(pool.machine.totals.sheds == 0)
    }

    @Test("a pool whose connections all hang sheds its queue though nothing comes back")
    func nothingComesBack() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1, shedding: LoadShedding()))
        _ = try pool.leaseOfNewConnection()
        let (waiter, _) = try pool.queue(timeout: .seconds(60))
        #expect(pool.tick(after: .seconds(2)).shed == [])
        #expect(pool.tick(after: .seconds(2)).shed == [waiter])
    }

    @Test("without the setting nobody is shed")
    func off() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        _ = try pool.leaseOfNewConnection()
        _ = try pool.queue(timeout: .seconds(60))
        for _ in 0..<20 { #expect(pool.tick(after: .seconds(2)).shed == []) }
    }

    @Test("it stops when a caller is served within the target")
    func stops() {
        let start = Duration.seconds(1000)
        var shedder = LoadShedder(LoadShedding(target: .milliseconds(50), interval: .seconds(2)), now: start)
        shedder.look(now: start + .seconds(2), firstWait: .milliseconds(80))
        #expect(!shedder.isShedding)
        shedder.served(after: .milliseconds(60))
        shedder.look(now: start + .seconds(4), firstWait: .milliseconds(60))
        #expect(shedder.isShedding)
        #expect(!shedder.refuses(after: .milliseconds(100)) && shedder.refuses(after: .milliseconds(101)))
        shedder.served(after: .milliseconds(50))
        shedder.look(now: start + .seconds(6), firstWait: .zero)
        #expect(!shedder.isShedding && !shedder.refuses(after: .seconds(9)))
    }
}
