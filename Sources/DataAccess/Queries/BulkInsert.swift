import PostgresDriver

/// The statement that stores many rows, whose columns travel as arrays.
///
/// Its text depends on the columns alone and not on the number of rows, so that the server prepares it once.
struct BulkInsert<Row: Table>: Sendable {
    private let count: Int
    private let values: BulkValues
    private let owner: SQL?

    /// - Parameters:
    ///   - drafts: The rows, all with the same `givenDefaults`.
    ///   - tenant: Whose they become, where rows belong to tenants.
    /// - Throws: `.tenantMissing` when they have to be somebody's.
    init(_ drafts: [Row.Draft], tenant: TenantID?) throws(DatabaseError) {
        count = drafts.count
        owner = try Row.definition.owner(tenant).map { "\($0.tenant)" }
        var values = BulkValues(Row.definition)
        Row.Draft.encode(drafts, into: &values)
        self.values = values
    }

    /// ```
    /// INSERT INTO "public"."tools" ("tenant_id", "name", "price")
    /// SELECT $1, "name", "price" FROM unnest($2, $3) WITH ORDINALITY AS drafts ("name", "price", "position of the draft")
    /// ORDER BY "position of the draft"
    /// ```
    var sql: SQL {
        let names = values.columns.map(\.column.quotedIdentifier)
        let tenantColumn = owner.flatMap { _ in Row.definition.tenantColumn?.quotedIdentifier }
        let target = [tenantColumn].compactMap(\.self) + names
        var builder = SQL.StringInterpolation(literalCapacity: 256, interpolationCount: names.count + 1)
        builder.appendLiteral("INSERT INTO \(Row.definition.quotedName)")
        if !target.isEmpty { builder.appendLiteral(" (\(target.joined(separator: ", ")))") }
        builder.appendLiteral(target.isEmpty ? " SELECT" : " SELECT ")
        if let owner { builder.appendInterpolation(owner) }
        if !names.isEmpty, owner != nil { builder.appendLiteral(", ") }
        for (index, column) in values.columns.enumerated() {
            if index > 0 { builder.appendLiteral(", ") }
            builder.appendInterpolation(column.stored ?? SQL(verbatim: names[index]))
        }
        appendSource(names, to: &builder)
        return SQL(stringInterpolation: builder)
    }

    /// The same, giving back the rows as they are stored, in the drafts' order.
    var returningSQL: SQL { "\(sql) RETURNING \(verbatim: Row.definition.quotedColumns)" }

    private func appendSource(_ names: [String], to builder: inout SQL.StringInterpolation) {
        guard !names.isEmpty else {
            builder.appendLiteral(" FROM generate_series(1, ")
            builder.appendInterpolation(count)
            builder.appendLiteral(")")
            return
        }
        builder.appendLiteral(" FROM unnest(")
        for (index, column) in values.columns.enumerated() {
            if index > 0 { builder.appendLiteral(", ") }
            builder.appendInterpolation(column.array)
        }
        let position = Self.position
        builder.appendLiteral(") WITH ORDINALITY AS drafts (\(names.joined(separator: ", ")), \(position))")
        builder.appendLiteral(" ORDER BY \(position)")
    }

    /// Numbers the rows. Should a column have this name too, the server says that it is ambiguous.
    private static var position: String { "\"position of the draft\"" }
}
