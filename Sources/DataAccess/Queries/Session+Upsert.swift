public import PostgresDriver

extension Session where R: Writes {
    /// Stores a row, or changes the one that is there with the same values in some columns, in one statement.
    ///
    /// The row that is there takes over the draft's other columns; those that the draft leaves to the server's defaults
    /// stay as they are. It is not marked as deleted any more, and it counts as changed.
    ///
    /// ```swift
    /// try await session.upsert(draft, into: Vendor.self, onConflict: { $0.name })
    /// ```
    /// - Parameters:
    ///   - draft: The row.
    ///   - type: Which table.
    ///   - target: Names the columns that say which row it is. The table needs a unique index on them, in a tenant's
    ///     table on the tenant's column and them: no conflict is with another tenant's row.
    /// - Returns: The row as it is stored.
    /// - Throws: The server's error, 42P10 without such an index; `.invalidStatement` without a column; else as
    ///   ``insert(_:into:)-(Row.Draft,_)``.
    @discardableResult
    public func upsert<Row: Table, each Reference: ColumnReference>(
        _ draft: Row.Draft, into type: Row.Type, onConflict target: (Row.Columns) -> (repeat each Reference)
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        var names: [String] = []
        for reference in repeat each target(Row.columns) { names.append(reference.quotedName) }
        guard !names.isEmpty else {
            throw DatabaseError(
                .invalidStatement, detail: "an upsert into \(Row.definition.name) names no column to find the row by")
        }
        let sql = try Insert<Row>(draft, tenant: tenant).upsertSQL(target: names)
        let rows: [Row] = try await work.run(sql).decodeDeclared()
        guard let row = rows.first else { throw .rowsLeftOut(of: Row.self, stored: 0, drafts: 1) }
        return row
    }
}
