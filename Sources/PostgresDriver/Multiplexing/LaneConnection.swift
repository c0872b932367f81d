import Synchronization

/// One shared connection: opened at first use, and again when it has broken.
final class LaneConnection: Sendable {
    private typealias Opening = Task<Result<PostgresConnection, DatabaseError>, Never>

    private enum State {
        case absent
        case opening(Opening)
        case open(PostgresConnection, since: ContinuousClock.Instant)
        case closed
    }

    private struct Connections {
        var state = State.absent
        /// The one before, as long as it has requests to answer.
        weak var retired: PostgresConnection?

        mutating func retire() {
            guard case .open(let connection, _) = state else { return }
            (retired, state) = (connection, .absent)
        }
    }

    private enum Step {
        case use(PostgresConnection)
        case wait(Opening)
        case refuse
    }

    private let open: @Sendable () async throws(DatabaseError) -> PostgresConnection
    /// Which part of the longest lifetime it lives.
    private let share = Double.random(in: 0.9...1)
    private let connections = Mutex(Connections())

    init(open: @escaping @Sendable () async throws(DatabaseError) -> PostgresConnection) {
        self.open = open
    }

    /// The connection, as far as is known an open one.
    func connection() async throws(DatabaseError) -> PostgresConnection {
        let step = connections.withLock { connections -> Step in
            switch connections.state {
            case .open(let connection, _) where connection.isOpen: return .use(connection)
            case .opening(let opening): return .wait(opening)
            case .closed: return .refuse
            case .absent, .open:
                // Not structured: several requests wait for it, and the cancellation of the first is not the others'.
                let opening = Opening { await self.connect() }
                connections.state = .opening(opening)
                return .wait(opening)
            }
        }
        switch step {
        case .use(let connection): return connection
        case .wait(let opening): return try await opening.value.get()
        case .refuse: throw DatabaseError(.closed)
        }
    }

    /// Lets go of the connection: whoever has a request on it keeps it until that is answered, and with the last of them
    /// it is closed. One that is being opened is not used.
    func replace() {
        connections.withLock { connections in
            if case .opening = connections.state { connections.state = .absent }
            connections.retire()
        }
    }

    /// Whether the connection is open, as far as is known.
    var isOpen: Bool {
        connections.withLock { connections in
            guard case .open(let connection, _) = connections.state else { return false }
            return connection.isOpen
        }
    }

    /// Lets go of the connection when it has been open for as long as it may be; somewhat earlier, so that those that
    /// opened together do not all open again together.
    func replace(olderThan lifetime: Duration, at now: ContinuousClock.Instant) {
        connections.withLock { connections in
            guard case .open(_, let since) = connections.state else { return }
            if now - since >= lifetime * share { connections.retire() }
        }
    }

    /// Closes the connection, because it does not answer any more: its requests fail, the next one opens another.
    func abandon() {
        let stuck = connections.withLock { connections in
            let before = connections.retired
            connections.retire()
            return [before, connections.retired].compactMap { $0 }
        }
        for connection in stuck {
            connection.channel.close(DatabaseError(.timedOut, detail: "the shared connection answers nothing any more"))
        }
    }

    func close() async {
        let last = connections.withLock { connections in
            defer { connections.state = .closed }
            return connections.state
        }
        switch last {
        case .open(let connection, _): await connection.close()
        case .opening(let opening): _ = await opening.value
        case .absent, .closed: break
        }
    }

    private func connect() async -> Result<PostgresConnection, DatabaseError> {
        let result: Result<PostgresConnection, DatabaseError>
        do { result = .success(try await open()) } catch { result = .failure(error) }
        let isWanted = connections.withLock { connections in
            guard case .opening = connections.state else { return false }
            if case .success(let connection) = result {
                connections.state = .open(connection, since: .now)
            } else {
                connections.state = .absent
            }
            return true
        }
        guard !isWanted else { return result }
        if case .success(let connection) = result { await connection.close() }
        return .failure(DatabaseError(.closed))
    }
}
