import Synchronization

/// A bounded, strictly first-come-first-served pool of connections of any kind.
///
/// Every decision is made by a state machine without I/O; this class keeps the connections and the callers that wait,
/// and carries out what the machine says. Connections are opened, looked after and closed by ``run()``. There is one
/// queue and one bound; idle connections are kept by event loop, and a caller gets one of its own loop's if there is
/// one, else a neighbour's.
public final class ConnectionPool<Connection: PooledConnection>: Sendable {
    let state: Mutex<PoolState>
    let steps = StepQueue<PoolStep>()
    let clock: PoolClock
    let onEvent: @Sendable (PoolEvent) -> Void
    let connect: @Sendable () async throws -> Connection
    /// What the pool was told to be.
    public let settings: PoolSettings

    /// Makes an empty pool.
    ///
    /// - Parameters:
    ///   - settings: How large it is and how long its connections live.
    ///   - clock: Its time.
    ///   - seed: Where the random numbers for jitter begin.
    ///   - onEvent: Told what happens, on any thread and with no lock held; must be quick.
    ///   - connect: Opens one connection within a time of its own, and ends soon when its task is cancelled; called by
    ///     ``run()`` alone.
    public init(
        settings: PoolSettings,
        clock: PoolClock = .continuous,
        seed: UInt64 = .random(in: .min ... .max),
        onEvent: @escaping @Sendable (PoolEvent) -> Void = { _ in },
        connect: @escaping @Sendable () async throws -> Connection
    ) {
        self.settings = settings
        self.clock = clock
        self.onEvent = onEvent
        self.connect = connect
        self.state = Mutex(PoolState(machine: PoolStateMachine(settings: settings, now: clock.now(), seed: seed)))
    }

    /// The state as numbers, at this instant.
    public var statistics: PoolStatistics { state.withLock { $0.machine.statistics } }

    /// The longest the queue has been since this was last called, for a gauge that one reader reads.
    public func takeWaitingPeak() -> Int { state.withLock { $0.machine.takeWaitingPeak() } }

    /// Why the last connect failed; nil when the last one succeeded or none was tried.
    public var lastConnectError: (any Error)? { state.withLock { $0.lastConnectError } }

    /// Ends the pause after failed connects, because the database is known to answer again.
    public func connectivityRestored() {
        perform { state, now in state.machine.connectivityRestored(now: now) }
    }

    /// Replaces every connection there is now: idle ones at once, the others when they are given back or arrive.
    public func replaceAllConnections() {
        perform { state, now in state.machine.advanceGeneration(now: now) }
    }

    /// Takes no new callers; ``run()`` returns when the last connection is closed.
    ///
    /// - Parameter timeout: How long callers that wait or hold a connection may go on; then it is closed under them.
    public func shutDown(timeout: Duration) {
        perform { state, now in state.machine.drain(now: now, deadline: now + timeout) }
    }
}
