internal import CLibpq

/// One row of a result. Values are decoded when they are asked for, straight from the server's bytes.
public struct Row: Sendable {
    let memory: ResultMemory
    /// The result's columns.
    public let columns: [QueryResult.Column]
    let index: Int32

    /// Decodes the column at a position.
    ///
    /// - Parameters:
    ///   - type: What to decode.
    ///   - position: The column's position, from 0.
    /// - Throws: `.decoding` naming the column, what was expected and what was found.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type = Value.self, at position: Int)
        throws(DatabaseError) -> Value
    {
        guard columns.indices.contains(position) else {
            throw DatabaseError(.decoding, detail: "no column at position \(position); the row has \(columns.count)")
        }
        let field = Int32(position)
        guard PQgetisnull(memory.pointer, index, field) == 0 else {
            if let value = Value.valueForNull { return value }
            throw DatabaseError(
                .decoding, detail: "column \(columns[position].name): expected \(Value.self), found NULL")
        }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(memory.pointer, index, field), count: Int(PQgetlength(memory.pointer, index, field)))
        do {
            return try Value(cell: Cell(type: columns[position].type, bytes: bytes))
        } catch {
            let column = columns[position]
            throw DatabaseError(
                .decoding, detail: "column \(column.name): expected \(error.expected), found type \(column.type)")
        }
    }

    /// Decodes the column of a name; the first one where several have it.
    ///
    /// - Throws: `.decoding` naming the column, what was expected and what was found.
    public func decode<Value: PostgresDecodable>(_ column: String, as type: Value.Type = Value.self)
        throws(DatabaseError) -> Value
    {
        guard let position = columns.firstIndex(where: { $0.name == column }) else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw DatabaseError(.decoding, detail: "no column \(column); the row has \(names)")
        }
        return try decode(Value.self, at: position)
    }

    /// Decodes the row's columns in order.
    ///
    /// ```swift
    /// let (id, name) = try row.decode(UUID.self, String.self)
    /// ```
    /// - Throws: `.decoding` when the number of columns differs, or naming the column that does not fit.
    public func decode<each Value: PostgresDecodable>(_ types: repeat (each Value).Type) throws(DatabaseError) -> (
        repeat each Value
    ) {
        var wanted = 0
        for _ in repeat each types { wanted += 1 }
        guard wanted == columns.count else {
            throw DatabaseError(.decoding, detail: "expected \(wanted) columns, found \(columns.count)")
        }
        var position = 0
        func next<Next: PostgresDecodable>(_ type: Next.Type) throws(DatabaseError) -> Next {
            defer { position += 1 }
            return try decode(type, at: position)
        }
        return (repeat try next((each types)))
    }
}
