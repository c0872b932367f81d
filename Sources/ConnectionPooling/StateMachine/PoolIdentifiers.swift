/// One connection of a pool, from the decision to open it until its close is confirmed; never used again.
struct ConnectionID: Hashable, Sendable {
    /// The place it takes, from 0; another connection's once this one is gone.
    let slot: Int
    /// What tells it from those that had the place before.
    let number: Int
}

/// One lease of a connection, so that a release that comes twice cannot end another caller's lease.
struct LeaseID: Hashable, Sendable {
    /// The connection leased.
    let connection: ConnectionID
    let number: Int
}

/// One caller queued for a connection.
struct WaiterID: Hashable, Sendable {
    let number: Int
}
