import ConnectionPooling
public import PostgresDriver

extension Database {
    /// Writes the rows of one tenant by statements that do not depend on each other's results, from BEGIN to COMMIT in
    /// one round trip. With `tracksOutcome` it takes two.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen and written.
    ///   - batch: Each exactly one statement.
    ///   - options: Isolation, timeout and retries.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: Each statement's rows and command tag, after the commit was confirmed.
    /// - Throws: The first failed statement's error, with everything rolled back; else as
    ///   ``write(for:options:_:fileID:line:)``.
    @discardableResult
    public func write(
        for tenant: TenantID, batch: [SQL], options: TransactionOptions = TransactionOptions(),
        fileID: String = #fileID, line: Int = #line
    ) async throws -> [QueryResult] {
        try await run(batch, tenant, options, at: CallSite(file: fileID, line: line))
    }

    /// Writes tables that belong to no tenant, as ``write(for:batch:options:fileID:line:)`` does.
    @discardableResult
    public func writeGlobal(
        batch: [SQL], options: TransactionOptions = TransactionOptions(), fileID: String = #fileID, line: Int = #line
    ) async throws -> [QueryResult] {
        try await run(batch, nil, options, at: CallSite(file: fileID, line: line))
    }

    private func run(
        _ batch: [SQL], _ tenant: TenantID?, _ options: TransactionOptions, at site: CallSite
    ) async throws -> [QueryResult] {
        let mode = TransactionMode(on: .webapp, tenant: tenant, options: options)
        return try await attempt(mode, options.retry, on: .webapp, at: site) { mode in
            try await lend(mode, on: .webapp, at: site) { work in
                let transaction = try work.transaction
                guard mode.tracksOutcome else {
                    return SessionAnswer(try await transaction.commit(batch: batch), unknown: nil)
                }
                let results = try await transaction.run(batch: batch)
                return SessionAnswer(results, unknown: try await transaction.finishOrUnknown())
            }
        }
    }
}
