extension DatabaseConfiguration {
    /// The logins there are, by pool.
    var logins: [(pool: PoolName, login: PoolConfiguration)] {
        let all = [(PoolName.admin, admin), (.webapp, webapp), (.readonly, readonly), (.acrossTenants, acrossTenants)]
        return all.compactMap { pool, login in login.map { (pool, $0) } }
    }

    /// Changes every login there is.
    mutating func changeLogins(_ change: (inout PoolConfiguration) -> Void) {
        if var admin {
            change(&admin)
            self.admin = admin
        }
        change(&webapp)
        change(&readonly)
        if var acrossTenants {
            change(&acrossTenants)
            self.acrossTenants = acrossTenants
        }
    }
}
