public import PostgresDriver

extension Session where R: Writes {
    /// Copies rows into a table as a statement of the transaction, in the server's binary format: the fastest way to
    /// insert many. Memory stays bounded however many there are.
    ///
    /// PostgreSQL takes no COPY into a table with row-level security from a login that is subject to it: a tenant's rows
    /// are inserted.
    ///
    /// - Parameters:
    ///   - rows: The rows; gone through once.
    ///   - table: The table.
    /// - Returns: How many rows the server has copied.
    /// - Throws: What a row's `encode(into:)` throws, unchanged; `.invalidStatement` when values do not fit the columns;
    ///   the server's error, 0A000 for a table with row-level security; else as ``query(_:)``. Nothing of the rows
    ///   remains then, and the transaction can only be rolled back.
    @discardableResult
    public func copy<Rows: Sequence>(
        _ rows: Rows, into table: Identifier
    ) async throws -> Int where Rows.Element: PostgresCopyRow {
        try await copy(rows, into: table, columns: Rows.Element.copyColumns) { row, encoder in
            try row.encode(into: &encoder)
        }
    }

    /// Copies rows into a table as they come; see ``copy(_:into:)``. What the sequence throws passes through unchanged.
    @discardableResult
    public func copy<Rows: AsyncSequence>(
        _ rows: Rows, into table: Identifier
    ) async throws -> Int where Rows.Element: PostgresCopyRow {
        try await copy(rows, into: table, columns: Rows.Element.copyColumns) { row, encoder in
            try row.encode(into: &encoder)
        }
    }

    /// Copies elements of any type into a table, as rows that a closure makes of them; see ``copy(_:into:)``.
    ///
    /// - Parameters:
    ///   - rows: The elements; gone through once.
    ///   - table: The table.
    ///   - columns: The names of the columns that a row has values for, in their order; 1 to 1,600.
    ///   - encode: Appends one value for each of the columns. See `PostgresCopyRow` for the types.
    /// - Returns: How many rows the server has copied.
    /// - Throws: As ``copy(_:into:)``; what `encode` throws.
    @discardableResult
    public func copy<Rows: Sequence>(
        _ rows: Rows, into table: Identifier, columns: [String],
        encode: (Rows.Element, inout CopyRowEncoder) throws -> Void
    ) async throws -> Int {
        try await work.transaction.copy(into: table, columns: columns) { connection, timeout in
            try await connection.copyIn(rows, into: table, columns: columns, timeout: timeout, encode: encode)
        }
    }

    /// Copies elements of any type into a table as they come; see the same of a sequence. What the
    /// sequence throws passes through unchanged.
    @discardableResult
    public func copy<Rows: AsyncSequence>(
        _ rows: Rows, into table: Identifier, columns: [String],
        encode: (Rows.Element, inout CopyRowEncoder) throws -> Void
    ) async throws -> Int {
        try await work.transaction.copy(into: table, columns: columns) { connection, timeout in
            try await connection.copyIn(rows, into: table, columns: columns, timeout: timeout, encode: encode)
        }
    }
}
