/// The rows of a statement as they come, read from the server only as fast as they are taken: memory stays constant,
/// however many there are. It can be gone through once, within the closure it is handed to.
public struct RowStream: AsyncSequence {
    let statement: PulledStatement

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(statement: statement) }

    /// Takes rows one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let statement: PulledStatement
        private var rows: [ResultMemory] = []
        private var position = 0

        fileprivate init(statement: PulledStatement) {
            self.statement = statement
        }

        /// The next row; `nil` after the last.
        ///
        /// - Throws: `.server`, `.cancelled`, `.connectionLost`.
        public mutating func next() async throws(DatabaseError) -> Row? {
            if position == rows.count {
                guard let more = try await nextRows() else { return nil }
                rows = more
                position = 0
            }
            defer { position += 1 }
            return Row(memory: rows[position], index: 0)
        }

        /// The async sequence's usual form of the same.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DatabaseError) -> Row? {
            try await next()
        }

        private func nextRows() async throws(DatabaseError) -> [ResultMemory]? {
            guard let event = try await statement.next() else { return nil }
            guard case .rows(let rows) = event else { throw DatabaseError(.protocolViolation, outcome: .unknown) }
            return rows
        }
    }
}
