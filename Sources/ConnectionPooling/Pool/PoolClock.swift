/// Time as a pool sees it; injected, so that tests need not wait.
public struct PoolClock: Sendable {
    /// The time.
    public var now: @Sendable () -> ContinuousClock.Instant
    /// Returns at an instant, or throws when its task is cancelled before.
    public var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void

    /// Makes a clock from its parts.
    public init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The system's clock.
    public static let continuous = PoolClock(
        now: { ContinuousClock.now },
        sleep: { try await Task.sleep(until: $0, clock: .continuous) })
}
