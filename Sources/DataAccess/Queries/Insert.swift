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
    var sql: SQL { "\(head) RETURNING \(verbatim: Row.definition.quotedColumns)" }

    /// The statement that stores the row, or changes the one that is there already.
    ///
    /// - Parameter target: The columns in quotation marks, the tenant's apart, in which no two rows are the same.
    func upsertSQL(target: [String]) -> SQL {
        """
        \(head) ON CONFLICT (\(verbatim: (owner + target).joined(separator: ", "))) \
        DO UPDATE SET \(verbatim: settings(target).joined(separator: ", ")) \
        RETURNING \(verbatim: Row.definition.quotedColumns)
        """
    }

    private var head: SQL {
        let table = Row.definition.quotedName
        guard !values.columns.isEmpty else { return SQL(verbatim: "INSERT INTO \(table) DEFAULT VALUES") }
        let columns = quotedColumns.joined(separator: ", ")
        return "INSERT INTO \(verbatim: table) (\(verbatim: columns)) VALUES (\(values.values))"
    }

    private var quotedColumns: [String] { values.columns.map(\.quotedIdentifier) }

    private var owner: [String] { Row.definition.tenantColumn.map { [$0.quotedIdentifier] } ?? [] }

    /// What becomes of the row that is there: it takes over the draft's columns, but for those that say which row it is
    /// and those that are written once; it counts that as a change, and is not marked as deleted any more.
    private func settings(_ target: [String]) -> [String] {
        let definition = Row.definition
        let lasting = definition.columns.filter { !$0.traits.isDisjoint(with: [.primaryKey, .createOnly]) }
        let kept = Set(owner + target + lasting.map(\.name.quotedIdentifier))
        var settings = quotedColumns.filter { !kept.contains($0) }.map { "\($0) = EXCLUDED.\($0)" }
        if let version = definition.version, version.traits.contains(.version) {
            let name = version.name.quotedIdentifier
            settings.append("\(name) = \(definition.quotedName).\(name) + 1")
        }
        if let mark = definition.softDelete { settings.append("\(mark.name.quotedIdentifier) = NULL") }
        // Without a column to set the server would not give back the row that is there.
        return settings.isEmpty ? target.prefix(1).map { "\($0) = EXCLUDED.\($0)" } : settings
    }
}
