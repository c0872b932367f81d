/// Work of a pool that takes time, done by its `run()`.
enum PoolStep<Connection: PooledConnection>: Sendable {
    case open(ConnectionID)
    case validate(ConnectionID, Connection)
    case close(ConnectionID, Connection)
    case wake(at: ContinuousClock.Instant)
    case cancelConnects
    case finished
}
