import ConnectionPooling
import PostgresDriver

extension Database {
    /// Reads the rows of one tenant.
    ///
    /// At the default isolation level each statement is a read-only transaction of its own, in one round trip and with
    /// a snapshot and a timeout of its own. At a higher level all are one transaction.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen.
    ///   - options: Isolation, timeout and retries.
    ///   - body: What to read. What it throws passes through unchanged. It runs again when `options` ask for retries.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: What `body` returns.
    /// - Throws: `.acquireTimeout`, `.poolUnavailable`, `.nestedSession` within another session, `.timedOut`, what `body`
    ///   throws, and `CancellationError` when the task is cancelled. Retrying is safe.
    nonisolated(nonsending) public func read<Value>(
        for tenant: TenantID, options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<Readonly, TenantScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await run(tenant, options, at: CallSite(file: fileID, line: line), body)
    }

    /// Reads tables that belong to no tenant, as ``read(for:options:_:fileID:line:)`` does.
    nonisolated(nonsending) public func readGlobal<Value>(
        options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<Readonly, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await run(nil, options, at: CallSite(file: fileID, line: line), body)
    }

    /// Writes the rows of one tenant in one transaction, committed when `body` returns.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen and written.
    ///   - options: Isolation, timeout and retries.
    ///   - body: What to do. What it throws rolls back and passes through unchanged. A statement that failed rolls back
    ///     even when `body` keeps its error to itself: then the error is `.commitFailed`. It runs again when `options`
    ///     ask for retries.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: What `body` returns, after the commit was confirmed.
    /// - Throws: As ``read(for:options:_:fileID:line:)``; `.commitFailed` when the server rolled back at COMMIT;
    ///   `.commitOutcomeUnknown` when the connection broke at COMMIT, which must not be retried blindly. See
    ///   `DatabaseError.isRetrySafe`.
    @discardableResult
    nonisolated(nonsending) public func write<Value>(
        for tenant: TenantID, options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<Webapp, TenantScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await run(tenant, options, at: CallSite(file: fileID, line: line), body)
    }

    /// Writes tables that belong to no tenant, as ``write(for:options:_:fileID:line:)`` does.
    @discardableResult
    nonisolated(nonsending) public func writeGlobal<Value>(
        options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<Webapp, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await run(nil, options, at: CallSite(file: fileID, line: line), body)
    }

    /// Works as the database's owner in one transaction: migrations and repair alone. It has no timeout unless `options`
    /// say so.
    ///
    /// - Throws: `.poolUnavailable` when the process has no admin credentials; else as
    ///   ``write(for:options:_:fileID:line:)``.
    @discardableResult
    nonisolated(nonsending) public func administer<Value>(
        options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<Admin, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await run(nil, options, at: CallSite(file: fileID, line: line), body)
    }

    nonisolated(nonsending) func run<R: Role, S: Scope, Value>(
        _ tenant: TenantID?, _ options: TransactionOptions, at site: CallSite,
        _ body: nonisolated(nonsending) (Session<R, S>) async throws -> sending Value
    ) async throws -> sending Value {
        let mode = TransactionMode(on: R.pool, tenant: tenant, options: options)
        return try await attempt(mode, options.retry, on: R.pool, at: site) { mode in
            try await lend(mode, on: R.pool, at: site) { work in
                let open = OpenSession(of: self, at: site)
                defer { open.end() }
                return try await OpenSession.$current.withValue(open) {
                    let value: Value
                    do {
                        value = try await body(Session(work))
                    } catch {
                        await work.abandon()
                        throw error
                    }
                    return SessionAnswer(value, unknown: try await work.finish())
                }
            }
        }
    }
}
