extension PostgresConnection {
    /// Copies rows into a table, in the server's binary format: the fastest way to insert many.
    ///
    /// They are one statement: all of them are there in the end, or none. They are encoded and sent in pieces of some
    /// 64 KiB, each once the socket has taken the one before, so memory stays bounded however many there are.
    ///
    /// - Parameters:
    ///   - rows: The rows. They are gone through once.
    ///   - table: The table, or a view that takes rows by a trigger.
    /// - Returns: How many rows the server has copied: fewer than there were where a trigger leaves some out.
    /// - Throws: `.invalidStatement` when a row's values are not as many as the columns, or not of their types, naming the
    ///   column; what a row's `encode(into:)` throws; a ``DatabaseError`` as for ``query(_:under:timeout:)``, such as
    ///   `.server` with the constraint that a row violates, `.cancelled`, or `.connectionLost`. After each of them
    ///   nothing of the rows remains, unless the outcome is unknown. An open transaction has failed then.
    @inlinable
    public func copyIn<Rows: Sequence>(
        _ rows: Rows, into table: Identifier
    ) async throws -> Int where Rows.Element: PostgresCopyRow {
        try await copyIn(rows, into: table, columns: Rows.Element.copyColumns) { row, encoder in
            try row.encode(into: &encoder)
        }
    }

    /// Copies rows into a table as they come, in the server's binary format.
    ///
    /// When the sequence throws, nothing of the rows remains and its error is thrown on unchanged. See
    /// ``copyIn(_:into:)`` for everything else.
    @inlinable
    public func copyIn<Rows: AsyncSequence>(
        _ rows: Rows, into table: Identifier
    ) async throws -> Int where Rows.Element: PostgresCopyRow {
        try await copyIn(rows, into: table, columns: Rows.Element.copyColumns) { row, encoder in
            try row.encode(into: &encoder)
        }
    }

    /// Copies elements of any type into a table, as rows that a closure makes of them.
    ///
    /// ```swift
    /// try await connection.copyIn(names.enumerated(), into: table, columns: ["id", "name"]) { element, row in
    ///     row.append(Int32(element.offset))
    ///     row.append(element.element)
    /// }
    /// ```
    /// - Parameters:
    ///   - rows: The elements. They are gone through once.
    ///   - table: The table, or a view that takes rows by a trigger.
    ///   - columns: The names of the columns that a row has values for, in their order; 1 to 1,600.
    ///   - timeout: After this long the server is asked to cancel what it is doing; no limit by default.
    ///   - encode: Appends one value for each of the columns. See ``PostgresCopyRow`` for the types.
    /// - Returns: How many rows the server has copied: fewer than there were where a trigger leaves some out.
    /// - Throws: As ``copyIn(_:into:)``; what `encode` throws.
    @inlinable
    public func copyIn<Rows: Sequence>(
        _ rows: Rows, into table: Identifier, columns: [String], timeout: Duration? = nil,
        encode: (Rows.Element, inout CopyRowEncoder) throws -> Void
    ) async throws -> Int {
        var rows = rows.makeIterator()
        return try await copyIn(into: table, columns: columns, timeout: timeout) { encoder in
            try encoder.fill(from: &rows, encode)
        }
    }

    /// Copies elements of any type into a table as they come, as rows that a closure makes of them.
    ///
    /// When the sequence throws, nothing of the rows remains and its error is thrown on unchanged. See
    /// ``copyIn(_:into:columns:timeout:encode:)`` for everything else.
    @inlinable
    public func copyIn<Rows: AsyncSequence>(
        _ rows: Rows, into table: Identifier, columns: [String], timeout: Duration? = nil,
        encode: (Rows.Element, inout CopyRowEncoder) throws -> Void
    ) async throws -> Int {
        var rows = rows.makeAsyncIterator()
        return try await copyIn(into: table, columns: columns, timeout: timeout) { encoder in
            while !encoder.isFull {
                guard let row = try await rows.next(isolation: #isolation) else { return false }
                encoder.beginRow()
                try encode(row, &encoder)
                try encoder.endRow()
            }
            return true
        }
    }

    /// Copies what a closure fills the encoder with.
    ///
    /// - Parameter fill: Takes rows until a piece is full, and says whether there may be more.
    @usableFromInline
    func copyIn(
        into table: Identifier, columns: [String], timeout: Duration?,
        fill: (inout CopyRowEncoder) async throws -> Bool
    ) async throws -> Int {
        let statement = try Self.copyStatement(into: table, columns: columns)
        var encoder = CopyRowEncoder(columns: try await copyColumns(columns, of: table, timeout: timeout))
        // The first piece comes before the statement: what is wrong with every row is found before anything is sent.
        var hasMore = try await fill(&encoder)
        let copied = try await copyIn(statement, timeout: timeout) { writer in
            while hasMore {
                try await writer.write(encoder.bytes)
                encoder.beginPiece()
                hasMore = try await fill(&encoder)
            }
            encoder.end()
            try await writer.write(encoder.bytes)
        }
        guard copied <= encoder.rowCount else {
            throw DatabaseError(
                .protocolViolation, detail: "the server counts \(copied) rows, and \(encoder.rowCount) were sent",
                outcome: .unknown)
        }
        return copied
    }

    /// The statement with which rows are copied.
    package static func copyStatement(into table: Identifier, columns: [String]) throws(DatabaseError) -> SQL {
        var names: [String] = []
        for column in columns { names.append(try Identifier(column).quoted) }
        let list = names.joined(separator: ", ")
        return SQL(verbatim: "COPY \(table.quoted) (\(list)) FROM STDIN WITH (FORMAT binary)")
    }
}
