import Testing

@testable import ConnectionPooling

@Suite("Reports on leases")
struct ReportTests {
    @Test("pain 15: a lease held over 30 s is reported once")
    func leakOnce() throws {
        var pool = MachineHarness(PoolSettings(maximum: 2))
        let lease = try pool.leaseOfNewConnection()
        #expect(pool.tick(after: .milliseconds(29_999)).leaks == [])
        #expect(pool.tick(after: .milliseconds(1)).leaks == [lease])
        #expect(pool.tick(after: .seconds(30)).leaks == [])
    }

    @Test("pain 15: the connection's next lease is reported again, one given back in time never")
    func nextLease() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        let first = try pool.leaseOfNewConnection()
        #expect(pool.tick(after: .seconds(30)).leaks == [first])
        _ = pool.release(first)
        let second = try #require(pool.acquire().lease)
        #expect(pool.tick(after: .seconds(30)).leaks == [second])
        _ = pool.release(second)
        #expect(pool.tick(after: .seconds(30)).leaks == [])
    }

    @Test("pain 15: all holders are named at the first timeout, then at most once per interval")
    func holdersAtFirstTimeout() throws {
        var pool = MachineHarness(PoolSettings(maximum: 1))
        _ = try pool.leaseOfNewConnection()
        func reports(_ actions: [PoolAction]) -> Int { actions.count { $0 == .reportHolders } }
        for _ in 0..<3 { _ = try pool.queue(timeout: .seconds(1)) }
        #expect(reports(pool.tick(after: .seconds(1))) == 1)
        _ = try pool.queue(timeout: .seconds(1))
        #expect(reports(pool.tick(after: .seconds(1))) == 0)
        _ = try pool.queue(timeout: .seconds(29))
        #expect(reports(pool.tick(after: .seconds(29))) == 1)
    }
}
