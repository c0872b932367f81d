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

    /// Runs one statement as webapp under ``tenant``, as a transaction of its own in one round trip: for existing code
    /// that has no session. It has 5 s.
    ///
    /// - Parameters:
    ///   - sql: Exactly one statement; interpolated values are bound, never pasted.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: The rows and the command tag, after the commit was confirmed.
    /// - Throws: `.tenantMissing` when no tenant is set: it never returns zero rows in silence; `.acquireTimeout`,
    ///   `.poolUnavailable`; `.nestedSession` within a session; the server's error; `.timedOut`; `.cancelled`;
    ///   `.commitOutcomeUnknown` when the connection broke. See `DatabaseError.isRetrySafe`.
    @discardableResult
    public func query(
        _ sql: SQL, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> QueryResult {
        guard let tenant = Self.tenant else {
            throw DatabaseError(
                .tenantMissing, detail: "run the request inside Database.withTenant, or use read(for:) or write(for:)")
        }
        let site = CallSite(file: fileID, line: line)
        try refuseNested(at: site)
        let pool = try pool(.webapp)
        let lease = try await pool.lease(at: site)
        var mode = TransactionMode(access: .readWrite, tenant: tenant, timeout: pool.name.transactionTimeout)
        mode.pooler = configuration.pooler
        let autocommit = Autocommit(on: lease.connection, mode: mode, trace: trace(at: site, on: lease, of: pool))
        defer { pool.release(lease, autocommit.end()) }
        return try await autocommit.run(sql)
    }
}
