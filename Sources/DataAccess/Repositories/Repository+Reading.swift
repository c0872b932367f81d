public import PostgresDriver

extension Repository {
    /// Finds a row by its key.
    ///
    /// - Returns: The row; nil when it is not there, is marked as deleted, or is another tenant's.
    /// - Throws: As ``Session/fetch(_:)``.
    public func find<R: Reads>(
        _ id: Row.ID, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row? {
        guard let row = try await session.work.run(try Select<Row>.sql(ofKey: id)).first else { return nil }
        return try Row(row: row, at: .declared)
    }

    /// Finds a row that has to be there, by its key.
    ///
    /// - Throws: `.rowNotFound` when ``find(_:in:)`` finds none; else as ``Session/fetch(_:)``.
    public func get<R: Reads>(_ id: Row.ID, in session: Session<R, Row.Access>) async throws(DatabaseError) -> Row {
        guard let row = try await find(id, in: session) else { throw .rowNotFound(in: Row.definition) }
        return row
    }

    /// Finds the first row.
    ///
    /// - Parameter select: Which rows; without an order any of them may come first.
    /// - Returns: The row, or nil when there is none.
    /// - Throws: As ``Session/fetch(_:)``.
    public func findOne<R: Reads>(
        _ select: Select<Row>, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row? {
        try await session.first(select)
    }

    /// Finds rows, all of which are in memory then; for very many there are pages and ``stream(_:in:_:)``.
    ///
    /// - Parameter select: Which rows.
    /// - Throws: As ``Session/fetch(_:)``.
    public func findAll<R: Reads>(
        _ select: Select<Row> = Row.all, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> [Row] {
        try await session.fetch(select)
    }

    /// Counts rows, whatever order, limit and offset `select` has.
    ///
    /// - Throws: As ``Session/fetch(_:)``.
    public func count<R: Reads>(
        _ select: Select<Row> = Row.all, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Int {
        try await session.count(select)
    }

    /// Whether there is such a row.
    ///
    /// - Throws: As ``Session/fetch(_:)``.
    public func exists<R: Reads>(
        _ select: Select<Row> = Row.all, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Bool {
        try await session.exists(select)
    }

    /// Finds rows and hands them out as they come, in constant memory; see ``Session/stream(_:_:)``.
    ///
    /// - Parameters:
    ///   - select: Which rows.
    ///   - session: It can do nothing else meanwhile.
    ///   - body: Goes through the rows.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, unchanged; else as ``Session/fetch(_:)``.
    nonisolated(nonsending) public func stream<R: Reads, Value>(
        _ select: Select<Row> = Row.all, in session: Session<R, Row.Access>,
        _ body: nonisolated(nonsending) (DeclaredRowStream<Row>) async throws -> sending Value
    ) async throws -> sending Value {
        try await session.stream(select, body)
    }
}
