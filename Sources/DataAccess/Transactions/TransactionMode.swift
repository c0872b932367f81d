import PostgresDriver

/// How a transaction begins.
struct TransactionMode: Sendable, Hashable {
    enum Access: Sendable, Hashable {
        case readOnly
        case readWrite
    }

    var access: Access
    /// Whose rows it sees; nil for tables that belong to no tenant.
    var tenant: TenantID?

    /// What goes before the first statement, in the same round trip.
    ///
    /// Without a tenant the setting is emptied all the same, so that one left behind on the connection has no effect.
    var opening: [SQL] {
        let begin: SQL = access == .readOnly ? "BEGIN READ ONLY" : "BEGIN"
        let value = tenant?.description ?? ""
        return [begin, "SELECT set_config('app.current_tenant_id', \(value), true)"]
    }
}
