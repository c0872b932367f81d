import ConnectionPooling
import PostgresDriver

extension Database {
    /// The pool of a role. A missing one is an error, never another pool.
    func pool(_ name: PoolName) throws(DatabaseError) -> RolePool {
        guard let pool = pools[name] else {
            throw DatabaseError(
                .poolUnavailable,
                detail: "this process has no \(name) credentials: set DB_ADMIN_USER, DB_ADMIN_PASSWORD and a "
                    + "DB_ADMIN_POOL_SIZE above 0")
        }
        return pool
    }

    func trace(
        at site: CallSite, on lease: ConnectionLease<PostgresConnection>, of pool: RolePool
    ) -> StatementTrace {
        StatementTrace(log: pool.watch.log, site: site, holder: lease.holder)
    }
}
