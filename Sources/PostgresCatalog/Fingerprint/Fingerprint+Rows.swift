public import PostgresDriver

extension Fingerprint {
    /// Reads the rows of every table and materialized view, every sequence's position and every large object, as
    /// checksums: nothing of what they hold is in it. It reads the whole database.
    ///
    /// A table's checksum does not depend on where its rows lie. It is the sum of two 64-bit hashes of each row as text,
    /// so it says of accidents, not of forgery, that there was none. A table that row-level security hides rows of reads
    /// as its visible rows: read it as a superuser.
    ///
    /// - Parameters:
    ///   - connection: Idle, not in a transaction.
    ///   - isExcluded: Whether a table, named `schema.table` and quoted where it must be, is left out.
    /// - Throws: What the connection throws. Safe to repeat.
    public static func readRows(
        from connection: PostgresConnection, excluding isExcluded: (_ table: String) -> Bool = { _ in false }
    ) async throws(DatabaseError) -> Fingerprint {
        do throws(DatabaseError) {
            for result in try await connection.pipeline(FingerprintQuery.beginning) { _ = try result.get() }
            let tables = try await connection.query(RowQuery.tables).mapRows { row throws(DatabaseError) in
                RowQuery.Table(
                    name: try row.decode(String.self, at: 0), kind: try row.decode(String.self, at: 1),
                    isPopulated: try row.decode(Bool.self, at: 2))
            }.filter { !isExcluded($0.name) }
            let results = try await connection.pipeline(
                tables.map { RowQuery.content(of: $0) } + [RowQuery.largeObjects, "COMMIT"])
            var facts: [String: [String: String]] = [:]
            for (table, result) in zip(tables, results) {
                guard let row = try result.get().first else { continue }
                facts["rows of \(table.name)"] = ["content": try row.decode(String.self, at: 0)]
            }
            if let row = try results.dropLast().last?.get().first, let content = try row.decode(String?.self, at: 0) {
                facts["large objects"] = ["content": content]
            }
            _ = try results.last?.get()
            return Fingerprint(facts)
        } catch {
            await connection.rollback()
            throw error
        }
    }
}
