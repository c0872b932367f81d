/// How rows are kept to their tenant.
public struct TenantIsolation: Hashable, Sendable {
    /// The setting that names the tenant of a transaction: `app.current_tenant_id`.
    public var setting: String
    /// The column that names the tenant of a row.
    public var column: String
    /// The tables whose rows belong to everybody; those of other schemas than the policy's as `schema.name`.
    public var globalTables: Set<String> = []
    /// The tables whose rows are themselves tenants, with the column that names them; named as ``globalTables`` are.
    public var ownKey: [String: String] = [:]

    /// Names setting and column.
    public init(setting: String, column: String) {
        self.setting = setting
        self.column = column
    }

    /// The column of a table that names the tenant, or nil when its rows belong to everybody. The name is the one that
    /// the policy knows the table by.
    func column(of name: String, with columns: [String]) -> String? {
        if globalTables.contains(name) { return nil }
        if let key = ownKey[name] { return key }
        return columns.contains(column) ? column : nil
    }
}
