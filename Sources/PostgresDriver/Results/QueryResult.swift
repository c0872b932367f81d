internal import CLibpq

/// The whole answer to one statement.
public struct QueryResult: RandomAccessCollection, Sendable {
    /// A column of the result.
    public struct Column: Hashable, Sendable {
        /// The column's name or alias.
        public let name: String
        /// The OID of its type.
        public let type: UInt32
    }

    /// The result's columns.
    public let columns: [Column]
    /// What the server said of the statement, such as `INSERT 0 1` or `COMMIT`.
    public let commandTag: String
    /// How many rows the statement inserted, updated, deleted, selected or copied; 0 for every other statement.
    public let affectedRows: Int
    /// Warnings and notices that came with it.
    public let notices: [Notice]

    private let memory: ResultMemory
    private let rowCount: Int

    init(_ memory: ResultMemory, notices: [Notice]) {
        self.memory = memory
        self.notices = notices
        rowCount = Int(PQntuples(memory.pointer))
        columns = (0..<PQnfields(memory.pointer)).map { index in
            Column(
                name: PQfname(memory.pointer, index).map { String(cString: $0) } ?? "",
                type: PQftype(memory.pointer, index))
        }
        commandTag = PQcmdStatus(memory.pointer).map { String(cString: $0) } ?? ""
        affectedRows = PQcmdTuples(memory.pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { rowCount }

    /// A row, by its position from 0.
    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < rowCount, "row \(position) of a result of \(rowCount) rows")
        return Row(memory: memory, columns: columns, index: Int32(position))
    }
}
