public import PostgresDriver

/// Reads rows of SQL of one's own into any `Decodable` type, column by name.
///
/// Tables and views that are declared are read several times as fast, by position.
public struct RowDecoder: Sendable {
    /// Makes a decoder.
    public init() {}

    /// Reads every row.
    ///
    /// - Parameters:
    ///   - type: What the rows are.
    ///   - result: The rows, with their columns' names.
    /// - Throws: `.decoding` naming the column that is missing or does not fit.
    public func decode<Item: Decodable>(_ type: Item.Type, from result: QueryResult) throws(DatabaseError) -> [Item] {
        guard let first = result.first else { return [] }
        let reading = RowReading(first, columns: result.columns)
        return try result.decodeRows { row throws(DatabaseError) in
            reading.row = row
            do {
                return try Item(from: reading)
            } catch let error as DatabaseError {
                throw error
            } catch {
                // What Codable says may hold the value.
                throw DatabaseError(.decoding, detail: "a row does not fit \(Item.self)")
            }
        }
    }
}
