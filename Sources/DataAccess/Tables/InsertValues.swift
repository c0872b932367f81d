public import PostgresDriver

/// The columns of a row to be inserted, with their values.
public struct InsertValues: Sendable {
    /// `"name", "email"`
    private(set) var columns = ""
    private var builder = SQL.StringInterpolation(literalCapacity: 32, interpolationCount: 12)

    init() {}

    /// `$1, $2`
    var values: SQL { SQL(stringInterpolation: builder) }

    /// Adds a column, with its value or NULL.
    public mutating func append<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if !columns.isEmpty {
            columns += ", "
            builder.appendLiteral(", ")
        }
        columns += column.quotedIdentifier
        builder.appendInterpolation(value)
    }

    /// Adds a column, or leaves it to the server's default when the value is `nil`.
    public mutating func appendUnlessDefault<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if let value { append(column, value) }
    }
}
