/// A value that is read from a whole row.
///
/// ```swift
/// struct Vendor: PostgresRowDecodable {
///     let id: UUID
///     let name: String
///
///     init(row: Row) throws(DatabaseError) {
///         id = try row.decode(at: 0)
///         name = try row.decode(at: 1)
///     }
/// }
///
/// let vendors = try await connection.query("SELECT id, name FROM vendors").decode(as: Vendor.self)
/// ```
public protocol PostgresRowDecodable: Sendable {
    /// Reads the row.
    ///
    /// - Throws: `.decoding`, as ``Row``'s own methods do.
    init(row: Row) throws(DatabaseError)
}

extension QueryResult {
    /// Decodes every row.
    ///
    /// - Throws: What the first row that does not fit throws.
    @inlinable
    public func decode<Item: PostgresRowDecodable>(as type: Item.Type = Item.self) throws(DatabaseError) -> [Item] {
        try decodeRows { row throws(DatabaseError) in try Item(row: row) }
    }

    /// Decodes every row by a closure. It is faster than `map`, which makes a row of its own each time.
    ///
    /// - Parameter read: Reads one row.
    /// - Throws: What `read` throws at the first row that does not fit.
    @inlinable
    public func decodeRows<Item>(_ read: (Row) throws(DatabaseError) -> Item) throws(DatabaseError) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(count)
        // One row that moves on, since each new one would count another reference to the result's memory.
        var row = Row(memory: memory, index: 0)
        for index in 0..<count {
            row.index = Int32(truncatingIfNeeded: index)
            items.append(try read(row))
        }
        return items
    }
}
