/// The whole answer to one statement.
public struct QueryResult: RandomAccessCollection, Sendable {
    /// A column of the result.
    public struct Column: Hashable, Sendable {
        /// The column's name or alias.
        public let name: String
        /// The OID of its type.
        public let type: UInt32
    }

    /// Warnings and notices that came with it.
    public let notices: [Notice]

    @usableFromInline let memory: ResultMemory
    @usableFromInline let rowCount: Int

    init(_ memory: ResultMemory, notices: [Notice]) {
        self.memory = memory
        self.notices = notices
        rowCount = memory.rowCount
    }

    /// The result's columns. The list is made at each call; decoding does not need it.
    public var columns: [Column] { (0..<memory.columnCount).map(memory.column) }

    /// What the server said of the statement, such as `INSERT 0 1` or `COMMIT`.
    public var commandTag: String { memory.commandTag }

    /// How many rows the statement inserted, updated, deleted, selected or copied; 0 for every other statement.
    public var affectedRows: Int { memory.affectedRows }

    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// The number of rows.
    @inlinable public var endIndex: Int { rowCount }

    /// A row, by its position from 0.
    @inlinable
    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < rowCount, "row \(position) of a result of \(rowCount) rows")
        return Row(memory: memory, index: Int32(truncatingIfNeeded: position))
    }
}
