/// The data of a `COPY … TO STDOUT` as the server sends it, read only as fast as it is taken. It can be gone through
/// once, within the closure it is handed to.
public struct CopyStream: AsyncSequence {
    let statement: PulledStatement

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(statement: statement) }

    /// Takes pieces one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let statement: PulledStatement

        /// The next piece of the data, in the text and CSV formats one row with its line end; `nil` after the last.
        ///
        /// - Throws: `.server`, `.cancelled`, `.connectionLost`.
        public mutating func next() async throws(DatabaseError) -> [UInt8]? {
            while let event = try await statement.next() {
                if case .copyData(let bytes) = event { return bytes }
            }
            return nil
        }

        /// The async sequence's usual form of the same.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DatabaseError) -> [UInt8]? {
            try await next()
        }
    }
}

extension PostgresConnection {
    /// Runs `COPY … TO STDOUT` and hands its data out as it comes, in constant memory.
    ///
    /// Leaving the closure early is fine, as with ``stream(_:under:timeout:_:)``.
    ///
    /// - Parameters:
    ///   - sql: The COPY statement, in any of its formats.
    ///   - body: Goes through the data. No other statement can run on the connection meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; a ``DatabaseError`` as for ``query(_:under:timeout:)``.
    public func copyOut<Value>(_ sql: SQL, _ body: (CopyStream) async throws -> Value) async throws -> Value {
        try await drain(try beginCopy(sql)) { statement in
            guard case .copyOutBegins? = try await statement.next() else {
                channel.endCopy(statement.id, givingUp: true)
                throw DatabaseError(
                    .invalidStatement, detail: "the statement is not COPY … TO STDOUT", outcome: .unknown)
            }
            return try await body(CopyStream(statement: statement))
        }
    }
}
