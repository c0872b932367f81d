/// What an event leads to once the pool's lock is let go.
struct PoolEffects<Connection: PooledConnection> {
    typealias Outcome = Result<ConnectionLease<Connection>, PoolRefusal>

    var resumptions: [(CheckedContinuation<Outcome, Never>, Outcome)] = []
    var steps: [PoolStep<Connection>] = []
    var events: [PoolEvent] = []
}
