public import PostgresDriver

extension CatalogSnapshot {
    /// Reads the catalogue of the database that `connection` is in.
    ///
    /// All of it is read in one round trip by one read-only transaction, so that it is of one moment. Any role may read
    /// it. Safe to repeat.
    /// - Parameter connection: a connection without an open transaction.
    /// - Throws: what the connection throws; ``DatabaseError/Code/decoding`` when the catalogue holds a kind of
    ///   relation or privilege that this version does not know.
    public static func read(from connection: PostgresConnection) async throws(DatabaseError) -> CatalogSnapshot {
        _ = try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        do throws(DatabaseError) {
            let snapshot = try await read(within: connection)
            _ = try await connection.query("COMMIT")
            return snapshot
        } catch {
            if connection.transactionStatus != .idle { _ = try await connection.query("ROLLBACK") }
            throw error
        }
    }

    /// Reads the catalogue as the open transaction of `connection` sees it, its own changes included, and leaves the
    /// transaction open, with `pg_catalog` alone as its search path.
    /// - Throws: as ``read(from:)``; the transaction is then to be rolled back.
    public static func read(within connection: PostgresConnection) async throws(DatabaseError) -> CatalogSnapshot {
        var reader = CatalogReader(
            try await connection.pipeline([
                CatalogQuery.searchPath, CatalogQuery.version, CatalogQuery.roles, CatalogQuery.memberships,
                CatalogQuery.settings, CatalogQuery.settingTypes,
                CatalogQuery.databases, CatalogQuery.schemas, CatalogQuery.relations, CatalogQuery.policies,
                CatalogQuery.triggers, CatalogQuery.functions, CatalogQuery.namedObjects, CatalogQuery.grants,
                CatalogQuery.defaultPrivileges, CatalogQuery.systemGrants, CatalogQuery.dependences,
                CatalogQuery.otherDatabases, CatalogQuery.largeObjectMakers,
            ]))
        return try reader.snapshot()
    }
}
