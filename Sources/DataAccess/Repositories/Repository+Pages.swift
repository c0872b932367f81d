public import PostgresDriver

extension Repository {
    /// Reads a page by its number, and counts the rows of all pages, in one round trip.
    ///
    /// The server reads the rows of all pages before it as well. For pages far from the first there are keyset pages:
    /// ``page(after:size:of:in:)``.
    ///
    /// - Parameters:
    ///   - number: Which page, from 1.
    ///   - size: How many rows a page has at most, from 1.
    ///   - select: Which rows, in which order. The key is added as its last term, so that no row is on two pages.
    ///   - session: Where to read.
    /// - Throws: `.invalidStatement` for a number or size below 1, and for a select with a limit or an offset of its own;
    ///   else as ``Session/fetch(_:)``.
    public func page<R: Reads>(
        _ number: Int, size: Int, of select: Select<Row> = Row.all, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Page<Row> {
        try select.refuseUnlessPageable(size: size)
        let (offset, isTooFar) = (number - 1).multipliedReportingOverflow(by: size)
        guard number >= 1, !isTooFar else {
            throw DatabaseError(.invalidStatement, detail: "pages of \(Row.definition.name) are counted from 1")
        }
        let order = try KeysetOrder(select.terms)
        let rows = select.ordered(by: order).limit(size).offset(offset)
        let results = try await session.work.run(batch: [rows.sql, select.countSQL])
        return Page(
            rows: try results[0].decodeDeclared(), number: number, size: size,
            total: try results[1].first?.decode(at: 0) ?? 0)
    }

    /// Reads the page that begins after a cursor. However far it is from the first page, it takes no longer where an
    /// index has the order's columns: each row comes exactly once, whatever was stored or removed between two pages.
    ///
    /// An index serves best when every term has the same direction and no column of it may be NULL.
    ///
    /// - Parameters:
    ///   - cursor: ``KeysetPage/next`` of the page before; nil for the first page.
    ///   - size: How many rows a page has at most, from 1.
    ///   - select: Which rows, in which order: the same for every page. The key is added as its last term.
    ///   - session: Where to read.
    /// - Throws: `.invalidCursor` when the cursor belongs to another order, or its values are none of these columns';
    ///   `.invalidStatement` for a size below 1, and for a select with a limit or an offset of its own; else as
    ///   ``Session/fetch(_:)``.
    public func page<R: Reads>(
        after cursor: PageCursor?, size: Int, of select: Select<Row> = Row.all, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> KeysetPage<Row> {
        try select.refuseUnlessPageable(size: size)
        let order = try KeysetOrder(select.terms)
        let sql = try select.sql(ofPageAfter: cursor, size: size, in: order)
        let result: QueryResult
        do throws(DatabaseError) {
            result = try await session.work.run(sql)
        } catch {
            throw cursor == nil ? error : error.becauseOfCursor
        }
        var rows: [Row] = try result.decodeDeclared()
        guard rows.count > size else { return KeysetPage(rows: rows, next: nil) }
        rows.removeLast()
        return KeysetPage(rows: rows, next: try order.cursor(at: result[size - 1]))
    }
}

extension Select where Row: Table {
    func refuseUnlessPageable(size: Int) throws(DatabaseError) {
        guard size >= 1, size < Int.max else {
            throw DatabaseError(
                .invalidStatement, detail: "a page of \(Row.definition.name) has at least one row, not \(size)")
        }
        guard rowLimit == nil, rowOffset == nil else {
            throw DatabaseError(
                .invalidStatement,
                detail: "pages of \(Row.definition.name) have a limit and an offset of their own: give the select none")
        }
    }

    func ordered(by order: KeysetOrder<Row>) -> Select { reordered(by: order.terms) }

    /// Reads a row more than the page has, which says that there is a next page.
    func sql(
        ofPageAfter cursor: PageCursor?, size: Int, in order: KeysetOrder<Row>
    ) throws(DatabaseError) -> SQL {
        var select = ordered(by: order).limit(size + 1)
        if let cursor {
            let behind = try order.rows(after: cursor)
            select = select.where { _ in behind }
        }
        return select.sql(selecting: "\(Row.definition.quotedColumns), \(order.positionColumns)")
    }
}

extension DatabaseError {
    /// The server refused a value: the first page was read without this one, so that it came with the cursor.
    fileprivate var becauseOfCursor: DatabaseError {
        guard code == .server, sqlState?.classCode == "22" else { return self }
        var error = DatabaseError.invalidCursor("a value in it is none of the columns' that the rows are ordered by")
        error.sqlState = sqlState
        error.severity = severity
        error.outcome = outcome
        return error
    }
}
