public import PostgresDriver

/// The columns that an update sets, with their new values.
public struct Assignments: Sendable {
    private(set) var isEmpty = true
    private var builder = SQL.StringInterpolation(literalCapacity: 64, interpolationCount: 8)

    init() {}

    /// `"name" = $1, "email" = $2`
    var sql: SQL { SQL(stringInterpolation: builder) }

    /// Adds a column when it is to be set.
    public mutating func append<Value: PostgresEncodable>(_ column: String, _ change: Change<Value>) {
        guard case .set(let value) = change else { return }
        begin(column)
        builder.appendInterpolation(value)
    }

    /// Adds a column when it is to be set, to a value or to NULL.
    public mutating func append<Value: PostgresEncodable>(_ column: String, _ change: Change<Value?>) {
        guard case .set(let value) = change else { return }
        begin(column)
        builder.appendInterpolation(value)
    }

    /// Adds a column with the expression that it is set to.
    mutating func append(_ column: String, expression: SQL) {
        begin(column)
        builder.appendInterpolation(expression)
    }

    private mutating func begin(_ column: String) {
        builder.appendLiteral(isEmpty ? "\(column.quotedIdentifier) = " : ", \(column.quotedIdentifier) = ")
        isEmpty = false
    }
}
