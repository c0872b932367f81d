import DataAccess
import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct TokenBucketTests {
    private let start = ContinuousClock.now

    @Test func aBurstOfAMinutesRequestsIsAdmittedAndNoMore() throws {
        let rate = try #require(RequestRate(perMinute: 3))
        var bucket = TokenBucket(rate, now: start)
        #expect((0..<3).map { _ in bucket.take(rate, now: start) } == (0..<3).map { .admitted(remaining: 2 - $0) })
        #expect(bucket.take(rate, now: start) == .refused(after: .seconds(20)))
        #expect(bucket.take(rate, now: start + .seconds(10)) == .refused(after: .seconds(10)))
        #expect(bucket.take(rate, now: start + .seconds(20)) == .admitted(remaining: 0))
    }

    @Test func aPauseFillsItToTheBrimOnly() throws {
        let rate = try #require(RequestRate(perMinute: 3))
        var bucket = TokenBucket(rate, now: start)
        _ = bucket.take(rate, now: start)
        #expect(bucket.take(rate, now: start + .seconds(3600)) == .admitted(remaining: 2))
    }

    @Test func aClockThatStandsStillGivesNothing() throws {
        let rate = try #require(RequestRate(perMinute: 1))
        var bucket = TokenBucket(rate, now: start)
        _ = bucket.take(rate, now: start)
        #expect(bucket.take(rate, now: start - .seconds(60)) == .refused(after: .seconds(60)))
    }

    /// In any stretch of time there are no more than a burst and what flowed in.
    @Test func overAnyTimeTheRateHolds() throws {
        let rate = try #require(RequestRate(perMinute: 60))
        var bucket = TokenBucket(rate, now: start)
        var (now, admitted) = (start, 0)
        for _ in 0..<10_000 {
            now = now.advanced(by: .milliseconds(Int.random(in: 0...700)))
            if case .admitted = bucket.take(rate, now: now) { admitted += 1 }
            #expect(Double(admitted) <= 60 + (now - start) / .seconds(1) + 0.001)
        }
    }

    @Test func zeroMeansNoLimit() {
        #expect(RequestRate(perMinute: 0) == nil)
    }

    @Test func bearersAreCountedApart() throws {
        let start = start
        let limiter = RateLimiter(try #require(RequestRate(perMinute: 1)), now: { start })
        let tenant = TenantID(UUID())
        func admit(_ subject: String) -> Problem? {
            do throws(Problem) {
                _ = try limiter.admit(Identity(subject: subject, tenant: tenant, permissions: []))
                return nil
            } catch { return error }
        }
        #expect(admit("ann") == nil)
        let refused = admit("ann")
        #expect(refused?.status.code == 429)
        #expect(refused?.headers[.retryAfter] == "60")
        #expect(refused?.headers[.rateLimitRemaining] == "0")
        #expect(admit("bob") == nil)
    }
}
