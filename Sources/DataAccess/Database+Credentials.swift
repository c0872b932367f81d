import ConnectionPooling
public import PostgresDriver

extension Database {
    /// Replaces every connection of a pool, because its login's password was changed: those that are idle at once,
    /// those in use when their sessions end. No session under way is disturbed.
    ///
    /// A connection that is being opened at this moment may still have been given the old password: it is replaced too.
    /// The password's closure is asked anew at every connect.
    ///
    /// - Parameter pool: Whose connections.
    /// - Throws: `.poolUnavailable` when the pool is not there. Safe to repeat.
    public func replaceConnections(of pool: PoolName) throws(DatabaseError) {
        try self.pool(pool).connections.replaceAllConnections()
        if pool == .readonly { multiplexer?.replaceConnections() }
    }
}
