public import PostgresDriver

/// Which rows are meant, made of declared columns and bound values.
public struct Condition<Row: Relation>: Predicate, Hashable {
    /// How it is joined outermost, so that parentheses are written only where they are needed.
    enum Joint: Sendable {
        case none
        case and
        case or
    }

    let sql: SQL
    private let joint: Joint

    init(_ sql: SQL, joint: Joint = .none) {
        self.sql = sql
        self.joint = joint
    }

    /// The condition itself.
    public var condition: Condition { self }

    static func joined(_ left: Condition, _ right: Condition, by joint: Joint) -> Condition {
        let left = left.within(joint)
        let right = right.within(joint)
        return Condition(joint == .and ? "\(left) AND \(right)" : "\(left) OR \(right)", joint: joint)
    }

    private func within(_ outer: Joint) -> SQL {
        joint == .none || joint == outer ? sql : "(\(sql))"
    }
}

extension Predicate {
    /// A condition that the columns' own operators do not give.
    ///
    /// ```swift
    /// Vendor.where { _ in .sql("length(name) > \(limit)") }
    /// ```
    /// - Parameter sql: An expression that is true, false or NULL; interpolated values are bound, never pasted.
    public static func sql<Of: Relation>(_ sql: SQL) -> Condition<Of> where Self == Condition<Of> {
        Condition("(\(sql))")
    }
}

extension SQL.StringInterpolation {
    /// Writes text that is not a value: a quoted name, an operator.
    mutating func appendInterpolation(verbatim text: String) {
        appendLiteral(text)
    }
}
