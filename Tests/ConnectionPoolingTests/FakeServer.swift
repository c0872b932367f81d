import Synchronization

/// Counts the connections there are, opens them when told, and can refuse, hang, or fall silent.
final class FakeServer: Sendable {
    struct Refused: Error {}

    enum Request { case connect, validation }

    private struct State {
        var opened = 0
        var open = 0
        var most = 0
        var validated = 0
        var generation = 0
        var isRefusing = false
        var isHolding = false
        var hanging: Request?
        var isSilent = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var opened: Int { state.withLock { $0.opened } }
    var open: Int { state.withLock { $0.open } }
    var most: Int { state.withLock { $0.most } }
    /// How many validations it has answered.
    var validated: Int { state.withLock { $0.validated } }
    /// How often its credentials have been rotated.
    var generation: Int { state.withLock { $0.generation } }
    /// How many connects are under way.
    var connecting: Int { state.withLock { $0.held.count } }

    func refuse(_ isRefusing: Bool) { state.withLock { $0.isRefusing = isRefusing } }

    /// Requests of a kind are not answered from now on, until another kind is named or none.
    func hang(_ request: Request?) { state.withLock { $0.hanging = request } }

    /// Connections there are now fail their validation.
    func silence(_ isSilent: Bool) { state.withLock { $0.isSilent = isSilent } }

    /// New credentials: connects that begin from now on use them.
    func rotate() { state.withLock { $0.generation += 1 } }

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
        let generation = state.withLock { $0.generation }
        try await answer(.connect) { true }
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
            return FakeConnection(number: state.opened, generation: generation, server: self)
        }
    }

    /// Returns once such requests do not hang, or nobody is there any more to hear the answer.
    func answer(_ request: Request, while isHeard: @Sendable () -> Bool) async throws {
        while state.withLock({ $0.hanging == request }), isHeard() { try await Task.sleep(for: .milliseconds(1)) }
    }

    func validation() -> Bool {
        state.withLock { state in
            state.validated += 1
            return !state.isSilent
        }
    }

    func connectionClosed() { state.withLock { $0.open -= 1 } }
}
