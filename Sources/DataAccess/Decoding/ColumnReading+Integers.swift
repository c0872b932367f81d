import PostgresDriver

// Integers that the server has not: they are read as one that it has, when they fit.
extension ColumnReading {
    func decode(_ type: Int8.Type) throws -> Int8 { try narrowed() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try narrowed() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try narrowed() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try narrowed() }
    func decode(_ type: UInt.Type) throws -> UInt { try narrowed() }

    private func narrowed<Value: FixedWidthInteger>() throws(DatabaseError) -> Value {
        guard let value = Value(exactly: try row.decode(Int.self, at: position)) else {
            throw DatabaseError(.decoding, detail: "column \(column.name): its value does not fit \(Value.self)")
        }
        return value
    }
}
