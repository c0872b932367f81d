public import PostgresDriver

extension Session where R: Writes {
    /// Stores a row, in one statement. In a tenant's table it becomes the session's tenant's.
    ///
    /// - Parameters:
    ///   - draft: The row; what it leaves out the server fills in.
    ///   - type: Which table.
    /// - Returns: The row as it is stored.
    /// - Throws: `.tenantMissing` when the row has to be a tenant's and the session has none; the server's error, such as
    ///   the constraint that the row violates; else as ``query(_:)``.
    @discardableResult
    public func insert<Row: Table>(
        _ draft: Row.Draft, into type: Row.Type
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        let rows: [Row] = try await work.run(try Insert<Row>(draft, tenant: tenant).sql).decodeDeclared()
        guard let row = rows.first else { throw .rowsLeftOut(of: Row.self, stored: 0, drafts: 1) }
        return row
    }

    /// Stores many rows. They are part of the session's transaction: all of them are there in the end, or none.
    ///
    /// - Parameters:
    ///   - drafts: The rows; any number.
    ///   - type: Which table.
    /// - Returns: The rows as they are stored, in the drafts' order.
    /// - Throws: `.decoding` when a trigger of the server's leaves rows out, so that nobody can say which; else as
    ///   ``insert(_:into:)-(Row.Draft,_)``.
    @discardableResult
    public func insert<Row: Table>(
        _ drafts: [Row.Draft], into type: Row.Type
    ) async throws(DatabaseError) -> [Row] where Row.Access == S {
        var stored = [Row?](repeating: nil, count: drafts.count)
        for part in BulkInsertPlan(drafts.map(\.givenDefaults)).parts {
            let insert = try BulkInsert<Row>(part.positions.map { drafts[$0] }, tenant: tenant)
            let rows: [Row] = try await work.run(insert.returningSQL).decodeDeclared()
            guard rows.count == part.positions.count else {
                throw .rowsLeftOut(of: Row.self, stored: rows.count, drafts: part.positions.count)
            }
            for (position, row) in zip(part.positions, rows) { stored[position] = row }
        }
        return stored.compactMap(\.self)
    }
}

extension DatabaseError {
    static func rowsLeftOut<Row: Table>(of table: Row.Type, stored: Int, drafts: Int) -> DatabaseError {
        DatabaseError(
            .decoding,
            detail: "\(Row.definition.name) gave back \(stored) of \(drafts) rows that were inserted: a trigger leaves "
                + "rows out, or rewrites the statement")
    }
}
