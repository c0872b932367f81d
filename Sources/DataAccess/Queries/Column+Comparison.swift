public import PostgresDriver

// Each gives a condition, whose values are bound. As in SQL, a comparison with a column that is NULL is neither true nor
// false, so such rows are not among the answers; `==` and `!=` know NULL, as Swift's do.
extension ColumnReference {
    /// Rows whose column has this value.
    public static func == (column: Self, value: Value) -> Condition<Row> { column.compared("=", to: value) }

    /// Rows whose column is less than the value.
    public static func < (column: Self, value: Value) -> Condition<Row> { column.compared("<", to: value) }

    /// Rows whose column is at most the value.
    public static func <= (column: Self, value: Value) -> Condition<Row> { column.compared("<=", to: value) }

    /// Rows whose column is greater than the value.
    public static func > (column: Self, value: Value) -> Condition<Row> { column.compared(">", to: value) }

    /// Rows whose column is at least the value.
    public static func >= (column: Self, value: Value) -> Condition<Row> { column.compared(">=", to: value) }

    private func compared(_ comparison: String, to value: Value) -> Condition<Row> {
        Condition("\(verbatim: quotedName) \(verbatim: comparison) \(value)")
    }
}

extension Column {
    /// Rows whose column has another value.
    public static func != (column: Self, value: Value) -> Condition<Row> {
        Condition("\(verbatim: column.quotedName) <> \(value)")
    }
}

extension NullableColumn {
    /// Rows whose column has this value; for `nil`, rows whose column is NULL.
    public static func == (column: Self, value: Value?) -> Condition<Row> {
        guard let value else { return Condition("\(verbatim: column.quotedName) IS NULL") }
        // Not by `==`, which here would mean this one again.
        return Condition("\(verbatim: column.quotedName) = \(value)")
    }

    /// Rows whose column has another value or is NULL; for `nil`, rows whose column has a value.
    public static func != (column: Self, value: Value?) -> Condition<Row> {
        guard let value else { return Condition("\(verbatim: column.quotedName) IS NOT NULL") }
        return Condition("\(verbatim: column.quotedName) IS DISTINCT FROM \(value)")
    }
}

extension ColumnReference {
    /// Rows whose column is as great as another one's. Neither may be NULL.
    public static func == <Other: ColumnReference<Row, Value>>(column: Self, other: Other) -> Condition<Row> {
        Condition("\(verbatim: column.quotedName) = \(verbatim: other.quotedName)")
    }

    /// Rows whose column is less than another one's. Neither may be NULL.
    public static func < <Other: ColumnReference<Row, Value>>(column: Self, other: Other) -> Condition<Row> {
        Condition("\(verbatim: column.quotedName) < \(verbatim: other.quotedName)")
    }

    /// Rows whose column lies between two values or is one of them.
    public func isBetween(_ range: ClosedRange<Value>) -> Condition<Row> where Value: Comparable {
        Condition("\(verbatim: quotedName) BETWEEN \(range.lowerBound) AND \(range.upperBound)")
    }
}

extension ColumnReference where Value: PostgresArrayElement {
    /// Rows whose column has one of the values; none when there are none.
    public func isIn(_ values: [Value]) -> Condition<Row> {
        Condition("\(verbatim: quotedName) = ANY (\(values))")
    }

    /// Rows whose column has none of the values and is not NULL.
    public func isNotIn(_ values: [Value]) -> Condition<Row> {
        Condition("\(verbatim: quotedName) <> ALL (\(values))")
    }
}
