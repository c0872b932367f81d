import PostgresDriver

/// The statement that stores a row.
struct Insert<Row: Table>: Sendable {
    private let values: InsertValues

    /// - Parameters:
    ///   - draft: The row.
    ///   - tenant: Whose it becomes, where rows belong to tenants.
    /// - Throws: `.tenantMissing` when it has to be somebody's.
    init(_ draft: Row.Draft, tenant: TenantID?) throws(DatabaseError) {
        var values = InsertValues()
        if let owner = try Row.definition.owner(tenant) { values.append(owner.column, owner.tenant) }
        draft.encode(into: &values)
        self.values = values
    }

    /// `INSERT INTO "public"."tools" ("tenant_id", "name") VALUES ($1, $2) RETURNING …`
    var sql: SQL {
        let table = Row.definition.quotedName
        let columns = Row.definition.quotedColumns
        guard !values.columns.isEmpty else {
            return SQL(verbatim: "INSERT INTO \(table) DEFAULT VALUES RETURNING \(columns)")
        }
        return """
            INSERT INTO \(verbatim: table) (\(verbatim: values.columns)) VALUES (\(values.values)) \
            RETURNING \(verbatim: columns)
            """
    }
}
