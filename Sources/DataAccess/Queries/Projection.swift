public import PostgresDriver

/// Some columns of the rows that a ``Select`` reads.
public struct Projection<Row: Relation, each Value: PostgresDecodable>: Sendable {
    let select: Select<Row>
    let quotedColumns: String

    var sql: SQL { select.sql(selecting: quotedColumns) }
}

extension Select {
    /// Reads some columns alone, as tuples.
    ///
    /// ```swift
    /// let names = try await session.fetch(Vendor.where { $0.isActive }.columns { ($0.id, $0.name) })
    /// ```
    /// - Parameter choose: Names the columns.
    public func columns<each Reference: ColumnReference>(
        _ choose: (Row.Columns) -> (repeat each Reference)
    ) -> Projection<Row, repeat (each Reference).Decoded> {
        var names: [String] = []
        for reference in repeat each choose(Row.columns) { names.append(reference.quotedName) }
        return Projection(select: self, quotedColumns: names.joined(separator: ", "))
    }
}
