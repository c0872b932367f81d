/// One row of a result. Values are decoded when they are asked for, straight from the server's bytes.
public struct Row: Sendable {
    @usableFromInline let memory: ResultMemory
    @usableFromInline var index: Int32

    @inlinable
    init(memory: ResultMemory, index: Int32) {
        self.memory = memory
        self.index = index
    }

    /// The result's columns. The list is made at each call; decoding does not need it.
    public var columns: [QueryResult.Column] { (0..<memory.columnCount).map(memory.column) }

    /// Decodes the column at a position. It is the fastest way.
    ///
    /// - Parameters:
    ///   - type: What to decode.
    ///   - position: The column's position, from 0.
    /// - Throws: `.decoding` naming the column, what was expected and what was found.
    @inlinable
    @inline(never)
    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self, at position: Int)
        throws(DatabaseError) -> Value
    {
        // The cell points into the result's memory. Whoever calls holds this row, and so the memory, until the call
        // returns; were this inlined, the row's last use could come before the cell has been read.
        switch memory.content(row: index, column: position) {
        case .value(let cell):
            do {
                return try Value(cell: cell)
            } catch {
                throw mismatch(error, Value.self, cell, at: position)
            }
        case .null:
            return try valueForNull(Value.self, at: position)
        case .absent:
            throw absentColumn(position)
        }
    }

    /// Decodes the column of a name; the first one where several have it. The name is looked up without copying it.
    ///
    /// - Throws: `.decoding` naming the column, what was expected and what was found.
    @inlinable
    public func decode<Value: PostgresDecodable>(_ column: String, as type: Value.Type = Value.self)
        throws(DatabaseError) -> Value
    {
        guard let position = memory.position(ofColumn: column) else { throw absentColumn(column) }
        return try decode(Value.self, at: position)
    }

    /// Decodes the row's columns in order.
    ///
    /// ```swift
    /// let (id, name) = try row.decode(UUID.self, String.self)
    /// ```
    /// - Throws: `.decoding` when the number of columns differs, or naming the column that does not fit.
    @inlinable
    public func decode<each Value: PostgresDecodable>(_ types: repeat (each Value).Type) throws(DatabaseError) -> (
        repeat each Value
    ) {
        var wanted = 0
        for _ in repeat each types { wanted += 1 }
        guard wanted == memory.columnCount else { throw wrongCount(wanted) }
        var position = -1
        return (repeat try decode((each types), at: Self.advance(&position)))
    }

    @inlinable
    static func advance(_ position: inout Int) -> Int {
        position += 1
        return position
    }
}
