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
    var isolation = IsolationLevel.readCommitted
    var isDeferrable = false
    /// What stands between this process and the server.
    var pooler = Pooler.none
    /// Whether its identifier is asked for.
    var tracksOutcome = false

    /// Whether each statement is a transaction of its own: in a longer one at this level it would have a snapshot of its
    /// own too.
    var isAutocommit: Bool { access == .readOnly && isolation == .readCommitted }

    /// Refuses a statement that cannot be run behind the pooler there is.
    func check(_ sql: SQL) throws(DatabaseError) {
        guard pooler != .none else { return }
        if let refusal = pooler.refusal(of: sql.text) { throw refusal }
    }

    /// Has a connection remember a statement that may leave a setting behind for the session. Where the pool writes
    /// there is no need: every one of its transactions sets the tenant.
    func note(_ sql: SQL, on connection: some TransactionConnection) {
        if access == .readOnly, SessionHygiene.mayLeaveSettings(sql.text) { connection.noteLastingSettings() }
    }

    /// What row-level security asks for.
    ///
    /// Without a tenant the setting is emptied all the same, so that one left behind on the connection has no effect.
    var scope: TransactionScope {
        guard let tenant else { return Self.globalScope }
        return Self.scopes.scope(of: tenant) { TransactionScope([Self.tenantSetting: tenant.description]) }
    }

    /// What goes before the first statement, in the same round trip.
    var opening: [SQL] { tracksOutcome ? [begin, settings, Self.identifier] : [begin, settings] }

    private var begin: SQL {
        switch (isolation, access) {
        case (.readCommitted, .readOnly): return "BEGIN READ ONLY"
        case (.readCommitted, .readWrite): return "BEGIN"
        default:
            let access = access == .readOnly ? " READ ONLY" : ""
            return SQL(
                verbatim: "BEGIN ISOLATION LEVEL \(isolation.words)\(access)\(isDeferrable ? " DEFERRABLE" : "")")
        }
    }

    private var settings: SQL {
        let tenant = tenant?.description ?? ""
        guard let timeout else { return "SELECT set_config('app.current_tenant_id', \(tenant), true)" }
        // Should this process stand still: the server then ends the transaction by itself, a little later than we would.
        let idle = "\((timeout + Self.serversPatience).wholeMilliseconds)"
        return """
            SELECT set_config('app.current_tenant_id', \(tenant), true), \
            set_config('idle_in_transaction_session_timeout', \(idle), true)
            """
    }

    /// The last of ``opening``, when it is asked for.
    private static let identifier: SQL =
        "SELECT pg_current_xact_id()::text, left(pg_walfile_name(pg_current_wal_lsn()), 8)"
    private static let tenantSetting = "app.current_tenant_id"
    private static let scopes = TenantScopes(capacity: 1_000)
    private static let globalScope = TransactionScope([tenantSetting: ""])
    private static let serversPatience = Duration.seconds(1)
}

extension TransactionMode {
    /// How a session's transaction begins on the pool of its role.
    init(on pool: PoolName, tenant: TenantID?, options: TransactionOptions) {
        access = pool.writes ? .readWrite : .readOnly
        self.tenant = tenant
        timeout = options.timeout.duration(for: pool)
        isolation = options.isolation
        isDeferrable = options.isDeferrable
        tracksOutcome = options.tracksOutcome && access == .readWrite
    }
}

extension Duration {
    /// Rounded up, and within what a setting of the server's takes.
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return max(1, seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
