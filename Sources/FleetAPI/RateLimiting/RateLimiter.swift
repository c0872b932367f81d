import DataAccess
import Synchronization

/// Counts the requests of each bearer, whatever token it uses.
final class RateLimiter: Sendable {
    private struct Bearer: Hashable {
        var tenant: TenantID
        var subject: String
    }

    /// Bearers that are remembered: whoever was not seen for longest is forgotten first, and begins with a full bucket.
    static let mostBearers = 10_000

    let rate: RequestRate
    private let now: @Sendable () -> ContinuousClock.Instant
    private let buckets = Mutex(RecentlyUsed<Bearer, TokenBucket>(capacity: mostBearers))

    /// - Parameter now: a clock that never goes back.
    init(_ rate: RequestRate, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.rate = rate
        self.now = now
    }

    /// Counts one request.
    ///
    /// - Throws: a 429 that says when to ask again.
    func admit(_ identity: Identity) throws(Problem) -> RateLimitAllowance {
        let bearer = Bearer(tenant: identity.tenant, subject: identity.subject)
        let now = now()
        let (verdict, reset) = buckets.withLock { buckets in
            var bucket = buckets.value(of: bearer) ?? TokenBucket(rate, now: now)
            let verdict = bucket.take(rate, now: now)
            buckets.set(bucket, for: bearer)
            return (verdict, bucket.timeToFull(rate))
        }
        switch verdict {
        case .admitted(let remaining):
            return RateLimitAllowance(limit: rate.perMinute, remaining: remaining, reset: reset)
        case .refused(let after):
            throw .tooManyRequests(
                after: after, RateLimitAllowance(limit: rate.perMinute, remaining: 0, reset: reset))
        }
    }
}
