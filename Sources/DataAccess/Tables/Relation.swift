public import PostgresDriver

/// What rows can be read from: a table or a view, declared once with `@Table` or `@View`.
public protocol Relation: PostgresRowDecodable {
    /// Which sessions reach it: ``TenantScope`` when its rows belong to tenants, ``GlobalScope`` when to none.
    associatedtype Access: Scope
    /// Its columns, each of its own type.
    associatedtype Columns: Sendable

    /// Its name and columns, as they are declared.
    static var definition: RelationDefinition { get }
    /// Its columns, to make conditions and orders of.
    static var columns: Columns { get }

    /// Reads a row.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - positions: Where its columns stand in the row.
    /// - Throws: `.decoding` naming the column that does not fit.
    init(row: PostgresDriver.Row, at positions: ColumnPositions) throws(DatabaseError)
}

extension Relation {
    /// Reads a row by the names of its columns.
    ///
    /// - Throws: `.decoding` naming the column that is missing or does not fit.
    public init(row: PostgresDriver.Row) throws(DatabaseError) {
        try self.init(row: row, at: ColumnPositions(of: Self.definition, in: row.columns))
    }
}
