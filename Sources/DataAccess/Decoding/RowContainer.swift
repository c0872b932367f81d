import PostgresDriver

/// A row by the names of its columns.
struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let reading: RowReading

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { reading.columns.compactMap { Key(stringValue: $0.name) } }

    /// A column that was not selected is an error where it is asked for, and no NULL.
    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool { try column(key).decodeNil() }

    func decode<Item: Decodable>(_ type: Item.Type, forKey key: Key) throws -> Item { try column(key).decode(type) }

    func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key) }

    // The most frequent ones are read at once instead of asking for NULL first.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try value(key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try value(key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try value(key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try value(key) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try column(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try column(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { reading }

    func superDecoder(forKey key: Key) throws -> any Decoder { try column(key) }

    private func value<Value: PostgresDecodable>(_ key: Key) throws(DatabaseError) -> Value {
        try reading.row.decode(at: try reading.position(of: key.stringValue))
    }

    private func column(_ key: Key) throws(DatabaseError) -> ColumnReading {
        let position = try reading.position(of: key.stringValue)
        return ColumnReading(row: reading.row, position: position, column: reading.columns[position])
    }
}
