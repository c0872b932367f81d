/// What an event leads to once the pool's lock is let go.
struct PoolEffects {
    var resumptions: [(waiter: PoolState.Waiter, outcome: PoolState.Outcome)] = []
    var steps: [PoolStep] = []
    var events: [PoolEvent] = []
}
