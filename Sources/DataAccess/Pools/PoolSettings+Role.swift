import ConnectionPooling

extension PoolSettings {
    /// What a role's pool is to be.
    ///
    /// Only webapp, which serves requests, sends callers away early. The admin pool keeps nothing ready: its login is
    /// not in the server before it is needed.
    init(_ login: PoolConfiguration, of pool: PoolName) {
        self.init(
            maximum: login.maximum, minimumIdle: pool == .admin ? 0 : login.minimumIdle,
            acquireTimeout: login.acquireTimeout, maximumLifetime: login.maximumLifetime,
            idleTimeout: login.idleTimeout, shedding: pool == .webapp && login.shedsLoad ? LoadShedding() : nil)
    }
}
