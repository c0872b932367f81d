import ConnectionPooling
import PostgresDriver

extension Database {
    /// Reads the rows of one tenant in one read-only transaction.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen.
    ///   - body: What to read. What it throws rolls back and passes through unchanged.
    /// - Returns: What `body` returns.
    /// - Throws: `.acquireTimeout`, `.poolUnavailable`, what `body` throws, and `CancellationError` when the task is
    ///   cancelled. Retrying is safe.
    nonisolated(nonsending) public func read<Value>(
        for tenant: TenantID,
        _ body: nonisolated(nonsending) (Session<Readonly, TenantScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await transact(
            TransactionMode(access: .readOnly, tenant: tenant), at: CallSite(file: fileID, line: line), body)
    }

    /// Reads tables that belong to no tenant in one read-only transaction.
    ///
    /// - Throws: As ``read(for:_:)``.
    nonisolated(nonsending) public func readGlobal<Value>(
        _ body: nonisolated(nonsending) (Session<Readonly, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await transact(
            TransactionMode(access: .readOnly, tenant: nil), at: CallSite(file: fileID, line: line), body)
    }

    /// Writes the rows of one tenant in one transaction, committed when `body` returns.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen and written.
    ///   - body: What to do. What it throws rolls back and passes through unchanged. A statement that failed rolls back
    ///     even when `body` keeps its error to itself: then the error is `.commitFailed`.
    /// - Returns: What `body` returns, after the commit was confirmed.
    /// - Throws: As ``read(for:_:)``; `.commitFailed` when the server rolled back at COMMIT; `.commitOutcomeUnknown`
    ///   when the connection broke at COMMIT, which must not be retried blindly. See `DatabaseError.isRetrySafe`.
    @discardableResult
    nonisolated(nonsending) public func write<Value>(
        for tenant: TenantID,
        _ body: nonisolated(nonsending) (Session<Webapp, TenantScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await transact(
            TransactionMode(access: .readWrite, tenant: tenant), at: CallSite(file: fileID, line: line), body)
    }

    /// Writes tables that belong to no tenant in one transaction, committed when `body` returns.
    ///
    /// - Throws: As ``write(for:_:)``.
    @discardableResult
    nonisolated(nonsending) public func writeGlobal<Value>(
        _ body: nonisolated(nonsending) (Session<Webapp, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await transact(
            TransactionMode(access: .readWrite, tenant: nil), at: CallSite(file: fileID, line: line), body)
    }

    /// Works as the database's owner in one transaction: migrations and repair alone.
    ///
    /// - Throws: `.poolUnavailable` when the process has no admin credentials; else as ``write(for:_:)``.
    @discardableResult
    nonisolated(nonsending) public func administer<Value>(
        _ body: nonisolated(nonsending) (Session<Admin, GlobalScope>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        try await transact(
            TransactionMode(access: .readWrite, tenant: nil), at: CallSite(file: fileID, line: line), body)
    }

    private nonisolated(nonsending) func transact<R: Role, S: Scope, Value>(
        _ mode: TransactionMode, at site: CallSite,
        _ body: nonisolated(nonsending) (Session<R, S>) async throws -> sending Value
    ) async throws -> sending Value {
        do {
            return try await transactAsIs(mode, at: site, body)
        } catch let error as DatabaseError where error.code == .cancelled && Task.isCancelled {
            throw CancellationError()
        }
    }

    private nonisolated(nonsending) func transactAsIs<R: Role, S: Scope, Value>(
        _ mode: TransactionMode, at site: CallSite,
        _ body: nonisolated(nonsending) (Session<R, S>) async throws -> sending Value
    ) async throws -> sending Value {
        var mode = mode
        mode.pooler = configuration.pooler
        let pool = try pool(R.pool)
        let lease = try await pool.lease(at: site)
        let work = SessionWork(mode, on: lease.connection, trace: trace(at: site, on: lease, of: pool))
        defer { pool.release(lease, work.end()) }
        let value: Value
        do {
            value = try await body(Session(work))
        } catch {
            await work.abandon()
            throw error
        }
        try await work.finish()
        return value
    }
}
