public import PostgresDriver

extension Session where R: Writes {
    /// Removes a row for good, also one that is marked as deleted.
    ///
    /// - Parameters:
    ///   - id: Its key.
    ///   - version: The version that it was read with; nil to remove it whatever its version is.
    ///   - type: Which table.
    /// - Throws: `.rowNotFound` when it is not there or is another tenant's; `.versionConflict` when it has another version;
    ///   `.invalidStatement` for a version where none is declared; else as ``query(_:)``.
    public func delete<Row: Table>(
        _ id: Row.ID, version: Int? = nil, from type: Row.Type
    ) async throws(DatabaseError) where Row.Access == S {
        let delete = Delete<Row>(condition: try .key(id, version: version))
        guard try await work.run(delete.sql).affectedRows > 0 else {
            throw try await reasonForNoRow(of: id, version: version, among: Row.all.includingDeleted())
        }
    }

    /// Removes the rows for good that meet a condition, also those marked as deleted.
    ///
    /// - Parameters:
    ///   - type: Which table.
    ///   - condition: Makes the condition of the table's columns.
    /// - Returns: How many rows were removed.
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func delete<Row: Table, P: Predicate<Row>>(
        from type: Row.Type, where condition: (Row.Columns) -> P
    ) async throws(DatabaseError) -> Int where Row.Access == S {
        try await work.run(Delete<Row>(condition: condition(Row.columns).condition).sql).affectedRows
    }

    /// Marks a row as deleted: it stays, and is not read any more unless asked for.
    ///
    /// - Parameters:
    ///   - id: Its key.
    ///   - version: The version that it was read with; nil to mark it whatever its version is.
    ///   - type: Which table.
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound` when it is not there, is marked already, or is another tenant's; `.versionConflict`;
    ///   `.invalidStatement` where no column is declared for it; else as ``query(_:)``.
    @discardableResult
    public func softDelete<Row: Table>(
        _ id: Row.ID, version: Int? = nil, from type: Row.Type
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        let update = try Update<Row>(deleted: true, where: .key(id, version: version))
        return try await oneRow(update.returningSQL, of: id, version: version)
    }

    /// Takes back that a row is marked as deleted.
    ///
    /// - Parameters:
    ///   - id: Its key.
    ///   - type: Which table.
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound` when no such row is marked as deleted, or it is another tenant's; `.invalidStatement` where
    ///   no column is declared for it; else as ``query(_:)``.
    @discardableResult
    public func restore<Row: Table>(
        _ id: Row.ID, in type: Row.Type
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        let update = try Update<Row>(deleted: false, where: .key(id))
        return try await oneRow(update.returningSQL, of: id, version: nil)
    }
}
