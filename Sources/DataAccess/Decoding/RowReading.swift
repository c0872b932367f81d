import PostgresDriver

/// One row after the other of a result, as `Decodable` asks for them. Where a property's column stands is found once.
final class RowReading: Decoder {
    var row: Row
    let columns: [QueryResult.Column]
    private var positions: [String: Int] = [:]

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ row: Row, columns: [QueryResult.Column]) {
        self.row = row
        self.columns = columns
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer(reading: self))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard columns.count == 1 else {
            throw DatabaseError(
                .decoding, detail: "a single value is read from one column, and there are \(columns.count)")
        }
        return ColumnReading(row: row, position: 0, column: columns[0])
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DatabaseError(.decoding, detail: "a row is read by the names of its columns, not as a list")
    }

    /// The column of a property, which is looked for only once.
    func position(of name: String) throws(DatabaseError) -> Int {
        if let position = positions[name] { return position }
        let position = try find(name)
        positions[name] = position
        return position
    }

    private func find(_ name: String) throws(DatabaseError) -> Int {
        if let position = columns.firstIndex(where: { $0.name == name }) { return position }
        let alike = columns.indices.filter { columns[$0].name.withoutStyle == name.withoutStyle }
        guard let position = alike.first else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw DatabaseError(.decoding, detail: "no column for \(name); the result has \(names)")
        }
        guard alike.count == 1 else {
            let names = alike.map { columns[$0].name }.joined(separator: ", ")
            throw DatabaseError(
                .decoding, detail: "several columns for \(name): \(names); give one of them another name")
        }
        return position
    }
}

extension String {
    /// The name without what snake case and camel case differ in.
    fileprivate var withoutStyle: String { lowercased().filter { $0 != "_" } }
}
