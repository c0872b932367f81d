public import PostgresDriver

extension Database {
    /// The tenant under which ``query(_:)`` works; middleware sets it around a request.
    @TaskLocal public static var tenant: TenantID?

    /// Runs `body` with ``tenant`` set, for ``query(_:)``.
    nonisolated(nonsending) public static func withTenant<Value, Failure: Error>(
        _ tenant: TenantID, _ body: nonisolated(nonsending) () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await body()
    }

    /// Runs one statement as webapp under ``tenant``, in a transaction of its own: for existing code that has no session.
    ///
    /// - Throws: `.tenantMissing` when no tenant is set; it never returns zero rows in silence.
    @discardableResult
    public func query(_ sql: SQL) async throws(DatabaseError) -> QueryResult {
        throw DatabaseError(.tenantMissing)
    }
}
