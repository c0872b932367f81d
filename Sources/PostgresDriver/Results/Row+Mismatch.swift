// What decoding says when it cannot. Names and types only: a value never enters an error. All of it is kept out of the
// way of the values that can be decoded.
extension Row {
    @usableFromInline
    @inline(never)
    func mismatch<Value>(_ mismatch: DecodingMismatch, _ type: Value.Type, _ cell: Cell, at position: Int)
        -> DatabaseError
    {
        let found = PostgresType.name(oid: cell.type)
        return DatabaseError(
            .decoding,
            detail: "column \(memory.column(position).name): expected \(type) (\(mismatch.expected)), found \(found)")
    }

    @usableFromInline
    @inline(never)
    func valueForNull<Value: PostgresDecodable>(_ type: Value.Type, at position: Int) throws(DatabaseError) -> Value {
        if let value = Value.valueForNull { return value }
        throw DatabaseError(
            .decoding,
            detail: "column \(memory.column(position).name): expected \(type), found NULL; Optional<\(type)> reads both"
        )
    }

    @usableFromInline
    @inline(never)
    func absentColumn(_ position: Int) -> DatabaseError {
        DatabaseError(
            .decoding, detail: "no column at position \(position); the row has \(memory.columnCount), from 0")
    }

    @usableFromInline
    @inline(never)
    func absentColumn(_ name: String) -> DatabaseError {
        let names = columns.map(\.name).joined(separator: ", ")
        return DatabaseError(.decoding, detail: "no column \(name); the row has \(names)")
    }

    @usableFromInline
    @inline(never)
    func wrongCount(_ wanted: Int) -> DatabaseError {
        DatabaseError(.decoding, detail: "expected \(wanted) columns, found \(memory.columnCount)")
    }
}
