import PostgresDriver

/// An order in which no two rows are equal, and which rows come after a position in it.
struct KeysetOrder<Row: Table>: Sendable {
    /// What rows are ordered by, each column once; the key is the last.
    let terms: [OrderTerm<Row>]
    /// Of each term, whether its column may be NULL.
    private let nullable: [Bool]

    /// - Parameter terms: The order as it was asked for. What comes after the key has no effect, nor has a column's second
    ///   mention; where the key is not in it, it is added in the direction of the last term.
    init(_ terms: [OrderTerm<Row>]) throws(DatabaseError) {
        let key = try Row.definition.requiredPrimaryKey.name.quotedIdentifier
        var named: Set<String> = []
        var own = terms.filter { named.insert($0.quotedColumn).inserted }
        if let end = own.firstIndex(where: { $0.quotedColumn == key }) {
            own.removeSubrange((end + 1)...)
        } else {
            own.append(OrderTerm(quotedColumn: key, isAscending: own.last?.isAscending ?? true))
        }
        self.terms = own
        let never = Set(Row.definition.columns.filter { !$0.isNullable }.map(\.name.quotedIdentifier))
        nullable = own.map { !never.contains($0.quotedColumn) }
    }

    /// What says where a row stands, as text: `"price"::text AS "position 0", "id"::text AS "position 1"`. Under the columns'
    /// own names they would make the order ambiguous.
    var positionColumns: String {
        terms.enumerated().map { "\($1.quotedColumn)::text AS \"position \($0)\"" }.joined(separator: ", ")
    }

    /// Tells orders apart, also between processes and in the next release.
    var fingerprint: UInt64 {
        "\(Row.definition.quotedName) \(terms.map(\.text).joined(separator: ", "))".utf8.fnv1a
    }

    /// The position of a row.
    ///
    /// - Parameter row: What ``positionColumns`` gave stands at its end.
    func cursor(at row: PostgresDriver.Row) throws(DatabaseError) -> PageCursor {
        let first = Row.definition.columns.count
        var values: [String?] = []
        for index in terms.indices { values.append(try row.decode(at: first + index)) }
        return PageCursor(order: fingerprint, values: values)
    }

    /// The rows after a position.
    ///
    /// - Throws: `.invalidCursor` when it is one in another order.
    func rows(after cursor: PageCursor) throws(DatabaseError) -> Condition<Row> {
        guard cursor.order == fingerprint, cursor.values.count == terms.count,
            zip(cursor.values, nullable).allSatisfy({ $0 != nil || $1 })
        else { throw .invalidCursor("it belongs to rows in another order") }
        return rows(after: cursor.values, from: 0)
    }

    /// The rows that come after a position, among those that are equal in the terms before `index`. It ends with the key
    /// at the latest, which is never NULL.
    private func rows(after values: [String?], from index: Int) -> Condition<Row> {
        if let condition = rowComparison(values, from: index) { return condition }
        let term = terms[index]
        let hasNulls = nullable[index]
        let equal = Condition.joined(term.equals(values[index]), rows(after: values, from: index + 1), by: .and)
        guard let after = term.isAfter(values[index], amongNulls: hasNulls) else { return equal }
        let either = Condition.joined(after, equal, by: .or)
        // Not needed for the answer: an index on the column can begin here.
        guard let value = values[index], !(hasNulls && term.putsNullsLast) else { return either }
        return .joined(term.reaches(value), either, by: .and)
    }

    /// `("name", "id") > ($1, $2)`, which an index on these columns serves; nil where it would not be the same.
    private func rowComparison(_ values: [String?], from index: Int) -> Condition<Row>? {
        let rest = index..<terms.count
        guard !nullable[rest].contains(true), Set(terms[rest].map(\.isAscending)).count == 1 else { return nil }
        var builder = SQL.StringInterpolation(literalCapacity: 64, interpolationCount: rest.count)
        builder.appendLiteral("(\(terms[rest].map(\.quotedColumn).joined(separator: ", ")))")
        builder.appendLiteral(terms[index].isAscending ? " > (" : " < (")
        for position in rest {
            if position > index { builder.appendLiteral(", ") }
            builder.appendInterpolation(values[position])
        }
        builder.appendLiteral(")")
        return Condition(SQL(stringInterpolation: builder))
    }
}

extension OrderTerm {
    /// Where rows go whose column is NULL.
    fileprivate var putsNullsLast: Bool { nulls.map { $0 == .last } ?? isAscending }

    fileprivate func equals(_ value: String?) -> Condition<Row> {
        guard let value else { return Condition("\(verbatim: quotedColumn) IS NULL") }
        return Condition("\(verbatim: quotedColumn) = \(value)")
    }

    /// Rows whose column comes after a value; nil when there can be none.
    fileprivate func isAfter(_ value: String?, amongNulls: Bool) -> Condition<Row>? {
        guard let value else {
            return putsNullsLast ? nil : Condition("\(verbatim: quotedColumn) IS NOT NULL")
        }
        let greater = Condition<Row>("\(verbatim: quotedColumn) \(verbatim: isAscending ? ">" : "<") \(value)")
        guard amongNulls, putsNullsLast else { return greater }
        return .joined(greater, Condition("\(verbatim: quotedColumn) IS NULL"), by: .or)
    }

    /// Rows whose column is a value or comes after it.
    fileprivate func reaches(_ value: String) -> Condition<Row> {
        Condition("\(verbatim: quotedColumn) \(verbatim: isAscending ? ">=" : "<=") \(value)")
    }
}

extension Sequence<UInt8> {
    /// FNV-1a with 64 bits (Fowler, Noll and Vo; RFC 9923): the same in every process, which `Hasher` is not.
    var fnv1a: UInt64 { reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 } }
}
