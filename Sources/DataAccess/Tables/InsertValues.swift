public import PostgresDriver

/// The columns of a row to be inserted, with their values.
public struct InsertValues: Sendable {
    /// The columns in quotation marks.
    private(set) var quotedColumns: [String] = []
    private var builder = SQL.StringInterpolation(literalCapacity: 32, interpolationCount: 12)

    init() {}

    /// `$1, $2`
    var values: SQL { SQL(stringInterpolation: builder) }

    /// Adds a column, with its value or NULL.
    public mutating func append<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if !quotedColumns.isEmpty { builder.appendLiteral(", ") }
        quotedColumns.append(column.quotedIdentifier)
        builder.appendInterpolation(value)
    }

    /// Adds a column, or leaves it to the server's default when the value is `nil`.
    public mutating func appendUnlessDefault<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if let value { append(column, value) }
    }
}
