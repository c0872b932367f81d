/// Many tasks over few connections: each statement goes out at once, behind others that are still under way, in an
/// exchange of its own, so that one's error is nobody else's.
///
/// For short reads that belong to no transaction. **Only for statements that leave nothing behind in the session** (no
/// SET, no advisory lock, no temporary table): the next one on the connection is somebody else's. A statement that runs
/// long holds up those behind it, so give the connections a `statement_timeout` (``ConnectionConfiguration/runtimeParameters``).
/// Not through a pooler.
///
/// A cancelled task gets `.cancelled` at once, unless it waits for a connection to be opened; its statement is not
/// cancelled at the server, which could hit another one, but its answer is dropped.
public final class Multiplexer: Sendable {
    private let groups: [LaneGroup]
    private let executor: PostgresExecutor

    /// Describes the connections; each is opened at its first use, and again when it has broken.
    ///
    /// - Parameters:
    ///   - configuration: Where to connect, as whom.
    ///   - connections: How many connections there are, at least 1; spread over the executor's loops.
    ///   - inFlight: How many statements may be under way on each, at least 1. More wait in order.
    ///   - executor: Whose loops serve the sockets. A task on one of them uses the connections of that loop.
    public convenience init(
        configuration: ConnectionConfiguration, connections: Int = 4, inFlight: Int = 32,
        on executor: PostgresExecutor = .shared
    ) {
        self.init(
            configuration: configuration, connections: connections, inFlight: inFlight, on: executor, verify: { _ in })
    }

    /// The same, with a last look at each connection that was opened.
    ///
    /// - Parameter verify: Throws when the connection is not to be used; it is closed then.
    package init(
        configuration: ConnectionConfiguration, connections: Int, inFlight: Int, on executor: PostgresExecutor,
        verify: @escaping @Sendable (PostgresConnection) async throws(DatabaseError) -> Void
    ) {
        self.executor = executor
        let loops = executor.loops.prefix(max(1, connections))
        groups = loops.enumerated().map { index, loop in
            let share = (max(1, connections) - index + loops.count - 1) / loops.count
            let lanes = (0..<share).map { _ in
                LaneConnection { () async throws(DatabaseError) in
                    let connection = try await PostgresConnection.connect(to: configuration, on: loop)
                    do throws(DatabaseError) {
                        try await verify(connection)
                    } catch {
                        await connection.close()
                        throw error
                    }
                    return connection
                }
            }
            return LaneGroup(connections: lanes, limit: inFlight)
        }
    }

    private static let repetitions = 5

    /// Runs one statement and waits for its whole result.
    ///
    /// - Parameters:
    ///   - sql: Exactly one short statement that leaves nothing behind in the session.
    ///   - scope: Settings that hold for this statement alone, sent in the same round trip.
    /// - Throws: `.server`, `.invalidStatement`, `.closed`; `.cancelled`, whose outcome is unknown once it was sent;
    ///   `.connectionLost` and what a connect throws. A read may be repeated after any of them.
    @discardableResult
    public func query(_ sql: SQL, under scope: TransactionScope? = nil) async throws(DatabaseError) -> QueryResult {
        let batch = try StatementBatch([sql], under: scope)
        let group = groups[executor.indexOfLoop(below: groups.count)]
        var replies = try await group.perform(batch).get()
        // With each repetition another one may have prepared the statement before the table changed once more.
        for _ in 0..<Self.repetitions where replies.mayRepeat { replies = try await group.perform(batch).get() }
        return try replies.only()
    }

    /// The connections at this instant.
    public var statistics: LaneStatistics {
        groups.reduce(LaneStatistics(maximum: 0, open: 0, busy: 0, inFlight: 0, waiting: 0)) { $0 + $1.statistics }
    }

    /// Replaces connections that are too old, and closes those that answer nothing: their requests fail with
    /// `.timedOut`. To be called every second or so.
    ///
    /// - Parameters:
    ///   - lifetime: How long a connection may be open at most.
    ///   - patience: How long one may leave all its requests unanswered; more than its `statement_timeout`.
    package func tend(at now: ContinuousClock.Instant, lifetime: Duration, patience: Duration) {
        for group in groups { group.tend(at: now, lifetime: lifetime, patience: patience) }
    }

    /// Has the next statement on each connection open a new one, such as with a new password. What is in flight gets its
    /// answers from the old ones.
    package func replaceConnections() {
        for group in groups { group.replaceConnections() }
    }

    /// Closes the connections. What is in flight fails with `.closed`, what waits too.
    public func close() async {
        for group in groups { await group.close() }
    }
}
