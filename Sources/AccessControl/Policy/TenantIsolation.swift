/// How rows are kept to their tenant.
public struct TenantIsolation: Hashable, Sendable {
    /// The setting that names the tenant of a transaction: `app.current_tenant_id`.
    public var setting: String
    /// The column that names the tenant of a row.
    public var column: String
    /// The tables whose rows belong to everybody.
    public var globalTables: Set<String> = []
    /// The tables whose rows are themselves tenants, with the column that names them.
    public var ownKey: [String: String] = [:]

    /// Names setting and column.
    public init(setting: String, column: String) {
        self.setting = setting
        self.column = column
    }

    /// The column of a table that names the tenant, or nil when its rows belong to everybody.
    func column(of table: String, with columns: [String]) -> String? {
        if globalTables.contains(table) { return nil }
        if let key = ownKey[table] { return key }
        return columns.contains(column) ? column : nil
    }
}
