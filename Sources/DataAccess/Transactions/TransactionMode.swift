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
    /// How long it may take; nil for no limit.
    var timeout: Duration?

    /// What stands between this process and the server.
    var pooler = Pooler.none

    /// Whether each statement is a transaction of its own, as every statement of a read may be.
    var isAutocommit: Bool { access == .readOnly }

    /// Refuses a statement that cannot be run behind the pooler there is.
    func check(_ sql: SQL) throws(DatabaseError) {
        guard pooler != .none else { return }
        if let refusal = pooler.refusal(of: sql.text) { throw refusal }
    }

    /// What row-level security asks for.
    ///
    /// Without a tenant the setting is emptied all the same, so that one left behind on the connection has no effect.
    var scope: TransactionScope {
        guard let tenant else { return Self.globalScope }
        return TransactionScope([Self.tenantSetting: tenant.description])
    }

    /// What goes before the first statement, in the same round trip.
    var opening: [SQL] {
        let begin: SQL = access == .readOnly ? "BEGIN READ ONLY" : "BEGIN"
        let value = tenant?.description ?? ""
        return [begin, "SELECT set_config('app.current_tenant_id', \(value), true)"]
    }

    private static let tenantSetting = "app.current_tenant_id"
    private static let globalScope = TransactionScope([tenantSetting: ""])
}
