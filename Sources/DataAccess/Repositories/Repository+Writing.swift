public import PostgresDriver

extension Repository {
    /// Stores a row; see ``Session/insert(_:into:)-(Row.Draft,_)``.
    ///
    /// - Returns: The row as it is stored.
    /// - Throws: As that.
    @discardableResult
    public func create<R: Writes>(
        _ draft: Row.Draft, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row {
        try await session.insert(draft, into: Row.self)
    }

    /// Stores a row, or changes the one that is there; see ``Session/upsert(_:into:onConflict:)``.
    ///
    /// ```swift
    /// try await vendors.upsert(.init(name: "Acme"), onConflict: { $0.name }, in: session)
    /// ```
    /// - Returns: The row as it is stored.
    /// - Throws: As that.
    @discardableResult
    public func upsert<R: Writes, each Reference: ColumnReference>(
        _ draft: Row.Draft, onConflict target: (Row.Columns) -> (repeat each Reference),
        in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row {
        try await session.upsert(draft, into: Row.self, onConflict: target)
    }

    /// Changes a row: the columns alone that `changes` sets; see ``Session/update(_:_:version:of:)``.
    ///
    /// - Parameter version: The version that the row was read with; nil to change it whatever its version is.
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound`, `.versionConflict`; else as that.
    @discardableResult
    public func update<R: Writes>(
        _ id: Row.ID, _ changes: Row.Changes, version: Int? = nil, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row {
        try await session.update(id, changes, version: version, of: Row.self)
    }

    /// Removes a row for good; see ``Session/delete(_:version:from:)``.
    ///
    /// - Parameter version: The version that the row was read with; nil to remove it whatever its version is.
    /// - Throws: `.rowNotFound`, `.versionConflict`; else as that.
    public func delete<R: Writes>(
        _ id: Row.ID, version: Int? = nil, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) {
        try await session.delete(id, version: version, from: Row.self)
    }

    /// Marks a row as deleted; see ``Session/softDelete(_:version:from:)``.
    ///
    /// - Parameter version: The version that the row was read with; nil to mark it whatever its version is.
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound`, `.versionConflict`; else as that.
    @discardableResult
    public func softDelete<R: Writes>(
        _ id: Row.ID, version: Int? = nil, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row {
        try await session.softDelete(id, version: version, from: Row.self)
    }

    /// Takes back that a row is marked as deleted; see ``Session/restore(_:in:)``.
    ///
    /// - Returns: The row as it is then.
    /// - Throws: `.rowNotFound`; else as that.
    @discardableResult
    public func restore<R: Writes>(
        _ id: Row.ID, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> Row {
        try await session.restore(id, in: Row.self)
    }
}
