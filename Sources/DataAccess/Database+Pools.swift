import ConnectionPooling
import PostgresDriver

extension Database {
    /// The pool of a role. A missing one is an error, never another pool.
    func pool(_ name: PoolName) throws(DatabaseError) -> RolePool {
        guard let pool = pools[name] else {
            throw DatabaseError(
                .poolUnavailable,
                detail: "this process has no \(name) credentials: set \(ConfigurationKey.user(name).name), "
                    + "\(ConfigurationKey.password(name).name) and a \(ConfigurationKey.poolSize(name).name) above 0")
        }
        return pool
    }

    func trace(
        at site: CallSite, on lease: ConnectionLease<PostgresConnection>, of pool: RolePool
    ) -> StatementTrace {
        StatementTrace(log: pool.watch.log, site: site, holder: lease.holder)
    }
}
