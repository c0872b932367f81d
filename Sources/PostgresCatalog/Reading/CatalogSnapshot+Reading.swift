public import PostgresDriver

extension CatalogSnapshot {
    /// Reads the catalogue of the database that `connection` is in.
    ///
    /// All of it is read in one round trip by one read-only transaction, so that it is of one moment. Any role may read
    /// it. Safe to repeat.
    /// - Throws: what the connection throws; ``DatabaseError/Code/decoding`` when the catalogue holds a kind of
    ///   relation or privilege that this version does not know.
    public static func read(from connection: PostgresConnection) async throws(DatabaseError) -> CatalogSnapshot {
        let results = try await connection.pipeline([
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            CatalogQuery.version, CatalogQuery.roles, CatalogQuery.memberships, CatalogQuery.settings,
            CatalogQuery.databases, CatalogQuery.schemas, CatalogQuery.relations, CatalogQuery.policies,
            CatalogQuery.functions, CatalogQuery.grants, CatalogQuery.defaultPrivileges, CatalogQuery.systemGrants,
            CatalogQuery.dependences,
            "COMMIT",
        ])
        do throws(DatabaseError) {
            var reader = CatalogReader(results)
            return try reader.snapshot()
        } catch {
            if connection.transactionStatus != .idle { _ = try await connection.query("ROLLBACK") }
            throw error
        }
    }
}
