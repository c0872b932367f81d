import ConnectionPooling
public import PostgresDriver

extension Database {
    /// The tenant under which ``query(_:)`` works; middleware sets it around a request.
    @TaskLocal public static var tenant: TenantID?

    /// Runs `body` with ``tenant`` set, for ``query(_:)``.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows `query` sees.
    ///   - body: What to run, its child tasks included.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    nonisolated(nonsending) public static func withTenant<Value>(
        _ tenant: TenantID, _ body: nonisolated(nonsending) () async throws -> Value
    ) async rethrows -> Value {
        try await $tenant.withValue(tenant, operation: body)
    }

    /// Runs one statement as webapp under ``tenant``, in a transaction of its own: for existing code that has no
    /// session.
    ///
    /// - Parameter sql: Exactly one statement; interpolated values are bound, never pasted.
    /// - Returns: The rows and the command tag, after the commit was confirmed.
    /// - Throws: `.tenantMissing` when no tenant is set: it never returns zero rows in silence; else as
    ///   ``write(for:_:)``, with `.cancelled` when the task is cancelled.
    @discardableResult
    public func query(
        _ sql: SQL, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> QueryResult {
        guard let tenant = Self.tenant else {
            throw DatabaseError(
                .tenantMissing, detail: "run the request inside Database.withTenant, or use read(for:) or write(for:)")
        }
        let pool = try pool(.webapp)
        let site = CallSite(file: fileID, line: line)
        let lease = try await pool.lease(at: site)
        let mode = TransactionMode(access: .readWrite, tenant: tenant)
        let transaction = transaction(mode, at: site, on: lease, of: pool)
        defer { pool.connections.release(lease, reusable: transaction.leavesConnectionClean) }
        let result: QueryResult
        do throws(DatabaseError) {
            result = try await transaction.run(sql)
        } catch {
            await transaction.abandon()
            throw error
        }
        try await transaction.finish()
        return result
    }
}
