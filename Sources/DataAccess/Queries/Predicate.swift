public import PostgresDriver

/// What can stand where a condition is wanted: a ``Condition``, or a column of `Bool`.
public protocol Predicate<Row>: Sendable {
    /// The relation whose rows it is asked of.
    associatedtype Row: Relation

    /// The condition itself.
    var condition: Condition<Row> { get }
}

extension Column: Predicate where Value == Bool {
    /// Whether it is true.
    public var condition: Condition<Row> { Condition("\(verbatim: quotedName)") }
}

extension Predicate {
    /// Rows that meet both.
    public static func && <Other: Predicate>(left: Self, right: Other) -> Condition<Row> where Other.Row == Row {
        Condition.joined(left.condition, right.condition, by: .and)
    }

    /// Rows that meet one of them, or both.
    public static func || <Other: Predicate>(left: Self, right: Other) -> Condition<Row> where Other.Row == Row {
        Condition.joined(left.condition, right.condition, by: .or)
    }

    /// Rows that do not meet it. Where it is neither true nor false because a column is NULL, neither is this.
    public static prefix func ! (predicate: Self) -> Condition<Row> {
        Condition("NOT (\(predicate.condition.sql))")
    }
}
