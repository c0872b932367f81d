import ConnectionPooling
import Synchronization

/// A connection that does nothing but count.
final class FakeConnection: PooledConnection {
    let number: Int
    private let server: FakeServer
    private let isOpen = Atomic(true)

    init(number: Int, server: FakeServer) {
        self.number = number
        self.server = server
    }

    var isReusable: Bool { isOpen.load(ordering: .relaxed) }

    let home = 0
    static var callersHome: Int? { nil }

    func validate() async -> Bool { isReusable }

    /// The server drops the connection.
    func breakOff() { isOpen.store(false, ordering: .relaxed) }

    func close() async {
        isOpen.store(false, ordering: .relaxed)
        server.connectionClosed()
    }
}

/// Counts the connections there are, opens them when told, and can refuse.
final class FakeServer: Sendable {
    struct Refused: Error {}

    private struct State {
        var opened = 0
        var open = 0
        var most = 0
        var isRefusing = false
        var isHolding = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var opened: Int { state.withLock { $0.opened } }
    var open: Int { state.withLock { $0.open } }
    var most: Int { state.withLock { $0.most } }
    /// How many connects are under way.
    var connecting: Int { state.withLock { $0.held.count } }

    func refuse(_ isRefusing: Bool) { state.withLock { $0.isRefusing = isRefusing } }

    /// Connects wait from now on until ``letGo()``.
    func hold() { state.withLock { $0.isHolding = true } }

    func letGo() {
        let held = state.withLock { state in
            defer { state.held = [] }
            state.isHolding = false
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    func connect() async throws -> FakeConnection {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                guard state.isHolding else { return true }
                state.held.append(continuation)
                return false
            }
            if goesOn { continuation.resume() }
        }
        return try state.withLock { state in
            guard !state.isRefusing else { throw Refused() }
            state.opened += 1
            state.open += 1
            state.most = max(state.most, state.open)
            return FakeConnection(number: state.opened, server: self)
        }
    }

    func connectionClosed() { state.withLock { $0.open -= 1 } }
}
