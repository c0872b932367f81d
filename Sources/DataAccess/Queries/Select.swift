public import PostgresDriver

/// Which rows of a relation are read, in which order, and how many.
///
/// ```swift
/// Vendor.where { $0.isActive && $0.email == nil }.order { $0.name.ascending }.limit(50)
/// ```
///
/// It is a value: each call gives another one, and nothing is sent before a session is asked to.
public struct Select<Row: Relation>: Sendable, Hashable {
    /// What other transactions may do with the rows until this one has ended.
    public enum Lock: String, Sendable, Hashable {
        /// Neither change nor lock them.
        case forUpdate = "FOR UPDATE"
        /// Not change them.
        case forShare = "FOR SHARE"
        /// As ``forUpdate``; rows that another transaction has locked are left out. For queues.
        case forUpdateSkippingLocked = "FOR UPDATE SKIP LOCKED"
    }

    private(set) var condition: Condition<Row>?
    private(set) var terms: [OrderTerm<Row>] = []
    private(set) var rowLimit: Int?
    private(set) var rowOffset: Int?
    private(set) var lock: Lock?
    private(set) var includesDeleted = false

    /// Every row.
    public init() {}

    /// The rows that meet a condition.
    init(_ condition: Condition<Row>) { self.condition = condition }

    /// Narrows the rows; conditions given one after the other are joined by AND.
    ///
    /// - Parameter build: Makes the condition of the relation's columns.
    public func `where`<P: Predicate<Row>>(_ build: (Row.Columns) -> P) -> Select {
        var select = self
        let added = build(Row.columns).condition
        select.condition = condition.map { .joined($0, added, by: .and) } ?? added
        return select
    }

    /// Orders the rows; terms given one after the other count in this sequence.
    ///
    /// - Parameter build: Makes the term of the relation's columns.
    public func order<O: Ordering<Row>>(_ build: (Row.Columns) -> O) -> Select {
        order { [build($0).orderTerm] }
    }

    /// Orders the rows by several terms.
    public func order(_ build: (Row.Columns) -> [OrderTerm<Row>]) -> Select {
        var select = self
        select.terms += build(Row.columns)
        return select
    }

    /// Orders the rows by these terms alone.
    func reordered(by terms: [OrderTerm<Row>]) -> Select {
        var select = self
        select.terms = terms
        return select
    }

    /// Reads so many rows at most.
    ///
    /// - Parameter count: Not negative.
    public func limit(_ count: Int) -> Select {
        var select = self
        select.rowLimit = count
        return select
    }

    /// Leaves out so many rows at the beginning. The server reads them all the same: for pages far from the first, use
    /// keyset pages.
    ///
    /// - Parameter count: Not negative.
    public func offset(_ count: Int) -> Select {
        var select = self
        select.rowOffset = count
        return select
    }

    /// Locks the rows until the transaction has ended; in a session that writes.
    public func locked(_ lock: Lock) -> Select {
        var select = self
        select.lock = lock
        return select
    }

    /// Reads also rows that are marked as deleted.
    public func includingDeleted() -> Select {
        var select = self
        select.includesDeleted = true
        return select
    }
}

extension Relation {
    /// Every row.
    public static var all: Select<Self> { Select() }

    /// The rows that meet a condition; see ``Select/where(_:)``.
    public static func `where`<P: Predicate<Self>>(_ build: (Columns) -> P) -> Select<Self> { all.where(build) }

    /// Every row, ordered; see ``Select/order(_:)``.
    public static func order<O: Ordering<Self>>(_ build: (Columns) -> O) -> Select<Self> { all.order(build) }

    /// Every row, ordered by several terms.
    public static func order(_ build: (Columns) -> [OrderTerm<Self>]) -> Select<Self> { all.order(build) }

    /// Its columns in the declared order, to be interpolated into SQL of one's own: `SELECT \(Vendor.selection) FROM …`.
    public static var selection: SQL { SQL(verbatim: definition.quotedColumns) }
}
