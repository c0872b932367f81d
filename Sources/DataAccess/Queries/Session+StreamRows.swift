public import PostgresDriver

extension Session where R: Reads {
    /// Reads rows and hands them out as they come, in constant memory, however many there are.
    ///
    /// ```swift
    /// try await session.stream(Vendor.all) { vendors in
    ///     for try await vendor in vendors { print(vendor.name) }
    /// }
    /// ```
    /// - Parameters:
    ///   - select: Which.
    ///   - body: Goes through the rows; the session can do nothing else meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: As the same of a statement; `.decoding` when a column is not as it is declared.
    nonisolated(nonsending) public func stream<Row: Relation, Value>(
        _ select: Select<Row>,
        _ body: nonisolated(nonsending) (DeclaredRowStream<Row>) async throws -> sending Value
    ) async throws -> sending Value where Row.Access == S {
        try await stream(select.sql) { rows in try await body(DeclaredRowStream(rows: rows)) }
    }
}

/// The rows of a ``Select`` as they come. It can be gone through once, within the closure it is handed to.
public struct DeclaredRowStream<Row: Relation>: AsyncSequence {
    let rows: RowStream

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(rows: rows.makeAsyncIterator()) }

    /// Takes rows one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        var rows: RowStream.Iterator

        /// The next row; `nil` after the last.
        ///
        /// - Throws: `.server`, `.cancelled`, `.connectionLost`; `.decoding` when a column is not as it is declared.
        public mutating func next() async throws(DatabaseError) -> Row? {
            guard let row = try await rows.next() else { return nil }
            return try Row(row: row, at: .declared)
        }

        /// The async sequence's usual form of the same.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DatabaseError) -> Row? {
            try await next()
        }
    }
}
