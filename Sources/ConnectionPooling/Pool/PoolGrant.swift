/// A lease as the pool's state hands it out, before it is given its connection's type.
struct PoolGrant: Sendable {
    let id: LeaseID
    let connection: any PooledConnection
    let holder: LeaseHolder
}

/// What a caller hears at once.
enum PoolAnswer: Sendable {
    case leased(PoolGrant)
    case queued(WaiterID)
    case refused(PoolRefusal)
}
