/// Work of a pool that takes time, done by its `run()`.
enum PoolStep: Sendable {
    case open(ConnectionID)
    case validate(ConnectionID, any PooledConnection)
    case close(ConnectionID, any PooledConnection)
    case wake(at: Duration)
    case cancelConnects
    case finished
}
