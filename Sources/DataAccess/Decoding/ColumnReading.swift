import Foundation
import PostgresDriver

/// One column of a row, as `Decodable` asks for it.
struct ColumnReading: Decoder, SingleValueDecodingContainer {
    let row: Row
    let position: Int
    let column: QueryResult.Column

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The object identifiers of `json` and `jsonb`, from src/include/catalog/pg_type.dat; they never change.
    private static let json: Set<UInt32> = [114, 3802]

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw mismatch() }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw mismatch() }

    func decodeNil() -> Bool { (try? row.decode(Nullness.self, at: position).isNull) ?? false }

    func decode<Item: Decodable>(_ type: Item.Type) throws -> Item {
        if let readable = type as? any PostgresDecodable.Type {
            guard let item = try value(readable) as? Item else { throw mismatch() }
            return item
        }
        do {
            if Self.json.contains(column.type), !decodeNil() {
                let text = try row.decode(String.self, at: position)
                return try JSONDecoder().decode(type, from: Data(text.utf8))
            }
            return try Item(from: self)
        } catch let error as DatabaseError {
            throw error
        } catch {
            // What Codable says may hold the value.
            throw DatabaseError(.decoding, detail: "column \(column.name): its value is none of \(type)")
        }
    }

    private func value<Value: PostgresDecodable>(_ type: Value.Type) throws(DatabaseError) -> Value {
        try row.decode(type, at: position)
    }

    private func mismatch() -> DatabaseError {
        DatabaseError(
            .decoding, detail: "column \(column.name): it holds one value, and no object or list is read from it")
    }
}

/// Whether a column is NULL, whatever its type.
private struct Nullness: PostgresDecodable {
    let isNull: Bool

    init(cell: Cell) { isNull = false }
    private init(isNull: Bool) { self.isNull = isNull }

    static var valueForNull: Nullness? { Nullness(isNull: true) }
}
