public import PostgresDriver

/// The columns of a row to be inserted, with their values.
public struct InsertValues: Sendable {
    /// The columns' names.
    private(set) var columns: [String] = []
    private var builder = SQL.StringInterpolation(literalCapacity: 32, interpolationCount: 12)

    init() {}

    /// `$1, $2`
    var values: SQL { SQL(stringInterpolation: builder) }

    /// Adds a column, with its value or NULL.
    public mutating func append<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if !columns.isEmpty { builder.appendLiteral(", ") }
        columns.append(column)
        builder.appendInterpolation(value)
    }

    /// Adds a column, or leaves it to the server's default when the value is `nil`.
    public mutating func appendUnlessDefault<Value: PostgresEncodable>(_ column: String, _ value: Value?) {
        if let value { append(column, value) }
    }
}
