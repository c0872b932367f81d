public import PostgresDriver

extension Session where R: Reads {
    /// Reads rows.
    ///
    /// - Parameter select: Which.
    /// - Returns: The rows, in the order that was asked for.
    /// - Throws: As ``query(_:)``; `.decoding` when a column is not as it is declared.
    public func fetch<Row: Relation>(_ select: Select<Row>) async throws(DatabaseError) -> [Row]
    where Row.Access == S {
        try await work.run(select.sql).decodeDeclared()
    }

    /// Reads the first row.
    ///
    /// - Parameter select: Which; without an order any of them may come first.
    /// - Returns: The row, or nil when there is none.
    /// - Throws: As ``fetch(_:)``.
    public func first<Row: Relation>(_ select: Select<Row>) async throws(DatabaseError) -> Row?
    where Row.Access == S {
        let result = try await work.run(select.limit(1).sql)
        guard let row = result.first else { return nil }
        return try Row(row: row, at: .declared)
    }

    /// Reads some columns of rows.
    ///
    /// - Parameter projection: Which, made by ``Select/columns(_:)``.
    /// - Returns: A tuple for each row.
    /// - Throws: As ``fetch(_:)``.
    public func fetch<Row: Relation, each Value: PostgresDecodable>(
        _ projection: Projection<Row, repeat each Value>
    ) async throws(DatabaseError) -> [(repeat each Value)] where Row.Access == S {
        try await work.run(projection.sql).decodeRows { row throws(DatabaseError) in
            try row.decode(repeat (each Value).self)
        }
    }

    /// Counts rows, whatever order, limit and offset `select` has.
    ///
    /// - Throws: As ``query(_:)``.
    public func count<Row: Relation>(_ select: Select<Row>) async throws(DatabaseError) -> Int
    where Row.Access == S {
        try await work.run(select.countSQL).first?.decode(at: 0) ?? 0
    }

    /// Whether there is such a row.
    ///
    /// - Throws: As ``query(_:)``.
    public func exists<Row: Relation>(_ select: Select<Row>) async throws(DatabaseError) -> Bool
    where Row.Access == S {
        try await work.run(select.existsSQL).first?.decode(at: 0) ?? false
    }

    /// Reads declared rows by SQL of one's own.
    ///
    /// ```swift
    /// try await session.fetch("SELECT \(Vendor.selection) FROM vendors TABLESAMPLE SYSTEM (1)", as: Vendor.self)
    /// ```
    /// - Parameters:
    ///   - sql: Exactly one statement; interpolated values are bound, never pasted. Its columns are found by name: all of
    ///     the relation's have to be there, in any order, and others may be.
    ///   - type: What the rows are.
    /// - Throws: As ``query(_:)``; `.decoding` naming columns that are missing or not as declared.
    public func fetch<Row: Relation>(
        _ sql: SQL, as type: Row.Type = Row.self
    ) async throws(DatabaseError) -> [Row] where Row.Access == S {
        let result = try await work.run(sql)
        let positions = try ColumnPositions(of: Row.definition, in: result.columns)
        return try result.decodeRows { row throws(DatabaseError) in try Row(row: row, at: positions) }
    }
}

extension QueryResult {
    /// Reads the rows of a statement that was made of declarations.
    func decodeDeclared<Item: Relation>() throws(DatabaseError) -> [Item] {
        try decodeRows { row throws(DatabaseError) in try Item(row: row, at: .declared) }
    }
}
