public import PostgresDriver

extension Session where R: Reads {
    /// Reads rows by SQL of one's own into any `Decodable` type.
    ///
    /// ```swift
    /// struct Total: Decodable { let vendorID: UUID; let openOrders: Int }
    /// let totals = try await session.fetch(
    ///     "SELECT vendor_id, count(*) AS open_orders FROM orders GROUP BY 1", decoding: Total.self)
    /// ```
    ///
    /// A property is read from the column of its name, or from the one that differs in case and underscores only:
    /// `vendorID` from `vendor_id`. Every property needs its column; one that is an `Optional` may find NULL there. A
    /// column of `json` or `jsonb` is read into any `Decodable` by Foundation's `JSONDecoder` with its defaults.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement; interpolated values are bound, never pasted.
    ///   - type: What the rows are; with a single column also what its values are.
    /// - Throws: As ``query(_:)``; `.decoding` naming the column that is missing or does not fit.
    public func fetch<Item: Decodable>(_ sql: SQL, decoding type: Item.Type) async throws(DatabaseError) -> [Item] {
        try RowDecoder().decode(type, from: try await work.run(sql))
    }
}
