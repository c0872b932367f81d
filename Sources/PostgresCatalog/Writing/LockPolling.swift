/// When to ask again for a lock that another session holds. It is polled, because a session waiting inside the server
/// would deadlock with CREATE INDEX CONCURRENTLY.
public struct LockPolling: Sendable {
    private static let longest = Duration.seconds(1)

    private let deadline: ContinuousClock.Instant
    private var next = Duration.milliseconds(20)

    /// - Parameters:
    ///   - wait: how long to go on asking; with zero the lock is asked for once.
    ///   - start: when the asking began.
    public init(within wait: Duration, from start: ContinuousClock.Instant) {
        deadline = start + wait
    }

    /// How long to pause before asking once more: 20 ms at first, twice as long each time, at most a second, and never
    /// past the deadline. nil when that has come.
    public mutating func pause(at now: ContinuousClock.Instant) -> Duration? {
        guard now < deadline else { return nil }
        defer { next = min(next * 2, Self.longest) }
        return min(next, deadline - now)
    }
}
