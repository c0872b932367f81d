public import PostgresDriver

extension Session where R: Writes {
    /// Changes a row: the columns alone that `changes` sets. With no change at all the row is read.
    ///
    /// - Parameters:
    ///   - id: Its key.
    ///   - changes: What is set.
    ///   - version: The version that it was read with, so that no change of somebody else's is overwritten; nil to change
    ///     it whatever its version is.
    ///   - type: Which table.
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound` when it is not there, is marked as deleted, or is another tenant's; `.versionConflict`
    ///   when it has another version: read it again and decide anew; `.invalidStatement` for a version where none is
    ///   declared; else as ``query(_:)``.
    @discardableResult
    public func update<Row: Table>(
        _ id: Row.ID, _ changes: Row.Changes, version: Int? = nil, of type: Row.Type
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        let condition = try Condition<Row>.key(id, version: version)
        let update = Update<Row>(changes, where: condition)
        let sql = update.isEmpty ? Select(condition).sql : update.returningSQL
        return try await oneRow(sql, of: id, version: version)
    }

    /// Changes the rows that meet a condition, but for those marked as deleted.
    ///
    /// ```swift
    /// try await session.update(Vendor.self, .init(isActive: .set(false))) { $0.lastOrder < limit }
    /// ```
    /// - Parameters:
    ///   - type: Which table.
    ///   - changes: What is set. With no change at all nothing is sent.
    ///   - condition: Makes the condition of the table's columns.
    /// - Returns: How many rows were changed.
    /// - Throws: As ``query(_:)``.
    @discardableResult
    public func update<Row: Table, P: Predicate<Row>>(
        _ type: Row.Type, _ changes: Row.Changes, where condition: (Row.Columns) -> P
    ) async throws(DatabaseError) -> Int where Row.Access == S {
        let update = Update<Row>(changes, where: condition(Row.columns).condition)
        return update.isEmpty ? 0 : try await work.run(update.sql).affectedRows
    }

    /// Runs a statement that gives back the row of a key.
    ///
    /// - Throws: Which of the reasons it was when there is none.
    func oneRow<Row: Table>(
        _ sql: SQL, of id: Row.ID, version: Int?
    ) async throws(DatabaseError) -> Row where Row.Access == S {
        let rows: [Row] = try await work.run(sql).decodeDeclared()
        guard let row = rows.first else { throw try await reasonForNoRow(of: id, version: version, among: Row.all) }
        return row
    }

    /// Why no row was changed. The version is looked at again, since whoever had the row locked has ended by now.
    func reasonForNoRow<Row: Table>(
        of id: Row.ID, version: Int?, among rows: Select<Row>
    ) async throws(DatabaseError) -> DatabaseError where Row.Access == S {
        guard let version else { return .rowNotFound(in: Row.definition) }
        let other = try Condition<Row>.key(id, versionOtherThan: version)
        return try await exists(rows.where { _ in other })
            ? .versionConflict(in: Row.definition) : .rowNotFound(in: Row.definition)
    }
}

extension DatabaseError {
    static func rowNotFound(in relation: RelationDefinition) -> DatabaseError {
        var error = DatabaseError(.rowNotFound)
        error.table = relation.name
        return error
    }

    static func versionConflict(in relation: RelationDefinition) -> DatabaseError {
        var error = DatabaseError(.versionConflict, detail: "read it again, and decide anew what to change")
        error.table = relation.name
        return error
    }
}
