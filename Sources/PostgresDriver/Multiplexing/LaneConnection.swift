import Synchronization

/// One shared connection: opened at first use, and again when it has broken.
final class LaneConnection: Sendable {
    private typealias Opening = Task<Result<PostgresConnection, DatabaseError>, Never>

    private enum State {
        case absent
        case opening(Opening)
        case open(PostgresConnection)
        case closed
    }

    private enum Step {
        case use(PostgresConnection)
        case wait(Opening)
        case refuse
    }

    private let open: @Sendable () async throws(DatabaseError) -> PostgresConnection
    private let state = Mutex(State.absent)

    init(open: @escaping @Sendable () async throws(DatabaseError) -> PostgresConnection) {
        self.open = open
    }

    /// The connection, as far as is known an open one.
    func connection() async throws(DatabaseError) -> PostgresConnection {
        let step = state.withLock { state -> Step in
            switch state {
            case .open(let connection) where connection.isOpen: return .use(connection)
            case .opening(let opening): return .wait(opening)
            case .closed: return .refuse
            case .absent, .open:
                // Not structured: several requests wait for it, and the cancellation of the first is not the others'.
                let opening = Opening { await self.connect() }
                state = .opening(opening)
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
        state.withLock { state in
            if case .closed = state { return }
            state = .absent
        }
    }

    func close() async {
        let last = state.withLock { state in
            defer { state = .closed }
            return state
        }
        switch last {
        case .open(let connection): await connection.close()
        case .opening(let opening): _ = await opening.value
        case .absent, .closed: break
        }
    }

    private func connect() async -> Result<PostgresConnection, DatabaseError> {
        let result: Result<PostgresConnection, DatabaseError>
        do { result = .success(try await open()) } catch { result = .failure(error) }
        let isWanted = state.withLock { state in
            guard case .opening = state else { return false }
            if case .success(let connection) = result { state = .open(connection) } else { state = .absent }
            return true
        }
        guard !isWanted else { return result }
        if case .success(let connection) = result { await connection.close() }
        return .failure(DatabaseError(.closed))
    }
}
