/// How often a transaction that met a lock is tried, and how long to wait in between: doubling, with jitter, so that
/// two who met do not meet again.
public struct RetrySchedule: Sendable, Hashable {
    /// How often in all, at least once.
    public var attempts: Int
    /// The longest wait after the first attempt.
    public var first: Duration
    /// The longest wait of all.
    public var longest: Duration

    /// A schedule; by default 6 attempts within about half a minute.
    public init(attempts: Int = 6, first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
        self.attempts = max(1, attempts)
        self.first = first
        self.longest = longest
    }

    /// The wait after an attempt, or nil when it was the last.
    /// - Parameters:
    ///   - attempt: which one failed, from 1.
    ///   - jitter: 0 to 1; the wait lies between half of its longest and its longest.
    func delay(afterAttempt attempt: Int, jitter: Double) -> Duration? {
        guard attempt < attempts else { return nil }
        var delay = first
        for _ in 1..<attempt where delay < longest { delay *= 2 }
        return min(delay, longest) * (0.5 + 0.5 * jitter)
    }
}
