/// A connection on loan; give it back with `release`.
public struct ConnectionLease<Connection: PooledConnection>: Sendable {
    let id: LeaseID
    /// The connection, its holder's alone until it is given back.
    public let connection: Connection
    /// Who holds it; say there which statement was sent last, so that a report on a lease held too long can name it.
    public let holder: LeaseHolder

    init(_ grant: PoolGrant) {
        id = grant.id
        // The pool that made the grant holds what its own `connect` returned and nothing else.
        connection = unsafeDowncast(grant.connection, to: Connection.self)
        holder = grant.holder
    }
}
