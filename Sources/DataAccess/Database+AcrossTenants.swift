import ConnectionPooling
import Logging
import PostgresDriver

extension Database {
    /// Reads rows of every tenant under a login of its own, and puts on record who did, when and why: for jobs and for
    /// sign-in, which has to find a user's tenant first.
    ///
    /// The record is a row that the database's function `record_across_tenants_use(reason text)` writes, committed before
    /// `body` runs: it stands whatever becomes of the reading, and without it nothing is read. A line at notice level
    /// goes to the log as well. The login can write nothing else; what was found is changed by ``write(for:options:_:fileID:line:)``,
    /// tenant by tenant, after this has ended.
    ///
    /// - Parameters:
    ///   - reason: Why, such as `nightly billing`; not empty, and without values or names of people.
    ///   - options: As of a read.
    ///   - body: What to read. What it throws passes through unchanged.
    /// - Returns: What `body` returns.
    /// - Throws: `.poolUnavailable` without `DB_ACROSS_TENANTS_POOL_SIZE`; `.nestedSession` within a session; `.invalidStatement` for an empty reason; the
    ///   server's error when the record cannot be written; else as ``read(for:options:_:fileID:line:)``. Retrying is safe,
    ///   and leaves another record.
    nonisolated(nonsending) public func acrossTenants<Value>(
        reason: String, options: TransactionOptions = TransactionOptions(),
        _ body: nonisolated(nonsending) (Session<AcrossTenants, AllTenants>) async throws -> sending Value,
        fileID: String = #fileID, line: Int = #line
    ) async throws -> sending Value {
        let site = CallSite(file: fileID, line: line)
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw DatabaseError(.invalidStatement, detail: "acrossTenants needs a reason, which is put on record")
        }
        try refuseNested(at: site)
        try refuseNested(at: site)
        try await record(reason, at: site)
        logger.notice("reading across tenants", metadata: ["reason": "\(reason)", "site": "\(site)"])
        return try await run(nil, options, at: site, body)
    }

    private nonisolated(nonsending) func record(_ reason: String, at site: CallSite) async throws {
        let pool = try pool(.acrossTenants)
        let lease = try await pool.lease(at: site)
        defer { pool.release(lease, .reusable) }
        do throws(DatabaseError) {
            try await lease.connection.recordAcrossTenantsUse(reason)
        } catch {
            await lease.connection.rollback()
            if error.code == .cancelled, Task.isCancelled { throw CancellationError() }
            throw error
        }
    }
}

extension PostgresConnection {
    /// Writes the record in a transaction of its own, in one round trip.
    fileprivate func recordAcrossTenantsUse(_ reason: String) async throws(DatabaseError) {
        // The login's sessions are read-only unless they say otherwise.
        let results = try await pipeline(
            ["BEGIN READ WRITE", "SELECT record_across_tenants_use(\(reason))", "COMMIT"], timeout: .seconds(5))
        var tag = ""
        for result in results {
            do throws(DatabaseError) {
                tag = try result.get().commandTag
            } catch {
                guard error.sqlState == .undefinedFunction else { throw error }
                var error = error
                error.detail = "the database has no function record_across_tenants_use(text) that this login may call"
                throw error
            }
        }
        guard tag == "COMMIT" else { throw DatabaseError(.commitFailed, outcome: .rolledBack) }
    }
}
