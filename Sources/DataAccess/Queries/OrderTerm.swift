import PostgresDriver

/// What rows can be ordered by: a column, or an ``OrderTerm``.
public protocol Ordering<Row>: Sendable {
    /// The relation whose rows are ordered.
    associatedtype Row: Relation

    /// The term itself.
    var orderTerm: OrderTerm<Row> { get }
}

/// A column and the direction in which rows are ordered by it.
public struct OrderTerm<Row: Relation>: Ordering, Hashable {
    /// Where rows go whose column is NULL.
    enum Nulls: Sendable {
        case first
        case last
    }

    let quotedColumn: String
    let isAscending: Bool
    /// nil is the server's choice: last when ascending, first when descending.
    var nulls: Nulls?

    /// The term itself.
    public var orderTerm: OrderTerm { self }

    /// Rows whose column is NULL come first.
    public var nullsFirst: OrderTerm { with(.first) }

    /// Rows whose column is NULL come last.
    public var nullsLast: OrderTerm { with(.last) }

    private func with(_ nulls: Nulls) -> OrderTerm {
        var term = self
        term.nulls = nulls
        return term
    }

    /// `"name" DESC NULLS LAST`
    var text: String {
        let direction = isAscending ? "" : " DESC"
        switch nulls {
        case nil: return quotedColumn + direction
        case .first?: return "\(quotedColumn)\(direction) NULLS FIRST"
        case .last?: return "\(quotedColumn)\(direction) NULLS LAST"
        }
    }
}

extension ColumnReference {
    /// From the least to the greatest.
    public var ascending: OrderTerm<Row> { OrderTerm(quotedColumn: quotedName, isAscending: true) }

    /// From the greatest to the least.
    public var descending: OrderTerm<Row> { OrderTerm(quotedColumn: quotedName, isAscending: false) }
}

extension Column: Ordering {
    /// From the least to the greatest.
    public var orderTerm: OrderTerm<Row> { ascending }
}

extension NullableColumn: Ordering {
    /// From the least to the greatest, NULL last.
    public var orderTerm: OrderTerm<Row> { ascending }
}
