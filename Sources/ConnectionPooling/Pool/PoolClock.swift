/// Time as a pool sees it; injected, so that tests need not wait.
///
/// A point in time is how long it is after an origin of the clock's own. `ContinuousClock.Instant` would say the same,
/// but its layout is hidden from the compiler, so that each copy of one is a call.
public struct PoolClock: Sendable {
    /// The time.
    public var now: @Sendable () -> Duration
    /// Returns at a point in time, or throws when its task is cancelled before.
    public var sleep: @Sendable (_ until: Duration) async throws -> Void

    /// Makes a clock from its parts.
    public init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The system's clock.
    public static let continuous: PoolClock = {
        let origin = ContinuousClock.now
        return PoolClock(
            now: { origin.duration(to: .now) },
            sleep: { try await Task.sleep(until: origin.advanced(by: $0), clock: .continuous) })
    }()
}
