import PostgresDriver

extension Session where S == TenantScope {
    /// The same session for tables that belong to no tenant: the same transaction, on the same connection.
    ///
    /// The tenant stays set, so that what a tenant's policies hide stays hidden.
    public var global: Session<R, GlobalScope> { Session<R, GlobalScope>(work) }
}

extension Session where S == AllTenants {
    /// The same session for tenant-owned tables, whose rows it sees of every tenant.
    public var everyTenant: Session<R, TenantScope> { Session<R, TenantScope>(work) }

    /// The same session for tables that belong to no tenant.
    public var global: Session<R, GlobalScope> { Session<R, GlobalScope>(work) }
}

extension Session {
    /// Whose rows the session sees; nil for those of no tenant, and for those of every tenant.
    var tenant: TenantID? { work.tenant }
}
