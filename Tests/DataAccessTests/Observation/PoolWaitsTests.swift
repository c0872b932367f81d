import Testing

@testable import DataAccess

@Suite("The waits of a pool's callers")
struct PoolWaitsTests {
    private func waits(_ milliseconds: [Int], leases: Int) -> PoolWaits {
        var histogram = DurationHistogram()
        for wait in milliseconds { histogram.record(nanoseconds: UInt64(wait) * 1_000_000) }
        return PoolWaits(histogram, leases: leases)
    }

    @Test("nobody waited, or nobody came: zero")
    func none() {
        #expect(waits([], leases: 1000) == PoolWaits(p50: .zero, p95: .zero, p99: .zero))
        #expect(waits([], leases: 0) == PoolWaits(p50: .zero, p95: .zero, p99: .zero))
    }

    @Test("those who got a connection at once count as those who waited for no time")
    func some() {
        let four = waits([100, 100, 100, 100], leases: 100)
        #expect(four.p50 == .zero && four.p95 == .zero)
        #expect(abs(four.p99 / .milliseconds(100) - 1) < 0.04)
        let all = waits(Array(1...100), leases: 100)
        #expect(abs(all.p50 / .milliseconds(50) - 1) < 0.04)
        #expect(abs(all.p99 / .milliseconds(99) - 1) < 0.04)
    }
}
