import ConnectionPooling
public import PostgresDriver

/// Reads of declared rows that share a few connections with others: each goes out at once behind those under way, in a
/// transaction of its own with its tenant, and takes no connection of a pool.
///
/// For single short reads, such as a row by its key, when there are many more of them at once than connections. What
/// runs for long holds up those behind it and is ended by the server; for everything else there is
/// ``Database/read(for:options:_:fileID:line:)``.
///
/// A statement of one's own cannot run here, nor a condition that calls a function of the database's own: what one leaves
/// behind on the connection would be everybody's. A cancelled task is answered at once; the server goes on with its
/// read, whose answer is dropped.
public struct ReadLane: Sendable {
    let multiplexer: Multiplexer
    let log: QueryLog

    /// Reads rows of one tenant.
    ///
    /// - Parameters:
    ///   - select: Which; without a lock.
    ///   - tenant: Whose rows are seen.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: The rows, in the order that was asked for.
    /// - Throws: `.invalidStatement` for a read that cannot share a connection; `.timedOut`; `.cancelled`;
    ///   `.connectionLost` and what a connect throws; the server's error; `.decoding`. Retrying is safe.
    public func fetch<Row: Relation>(
        _ select: Select<Row>, for tenant: TenantID, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> [Row] where Row.Access == TenantScope {
        try await run(select, tenant, at: CallSite(file: fileID, line: line))
    }

    /// Reads the first row of one tenant's; nil when there is none. See ``fetch(_:for:fileID:line:)``.
    public func first<Row: Relation>(
        _ select: Select<Row>, for tenant: TenantID, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> Row? where Row.Access == TenantScope {
        try await run(select.limit(1), tenant, at: CallSite(file: fileID, line: line)).first
    }

    /// Reads rows that belong to no tenant, as ``fetch(_:for:fileID:line:)`` does.
    public func fetch<Row: Relation>(
        _ select: Select<Row>, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> [Row] where Row.Access == GlobalScope {
        try await run(select, nil, at: CallSite(file: fileID, line: line))
    }

    /// Reads the first row that belongs to no tenant; nil when there is none. See ``fetch(_:for:fileID:line:)``.
    public func first<Row: Relation>(
        _ select: Select<Row>, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> Row? where Row.Access == GlobalScope {
        try await run(select.limit(1), nil, at: CallSite(file: fileID, line: line)).first
    }

    private func run<Row: Relation>(
        _ select: Select<Row>, _ tenant: TenantID?, at site: CallSite
    ) async throws(DatabaseError) -> [Row] {
        guard select.lock == nil else { throw .notForLane("locks rows") }
        return try await run(select.sql, tenant, at: site).decodeDeclared()
    }

    /// Runs a statement that was made of declarations.
    func run(_ sql: SQL, _ tenant: TenantID?, at site: CallSite) async throws(DatabaseError) -> QueryResult {
        guard !SessionHygiene.mayLeaveSettings(sql.text) else { throw .notForLane("calls a function by name") }
        let scope = TransactionMode(access: .readOnly, tenant: tenant).scope
        let entry = log.begin(sql, at: site)
        do throws(DatabaseError) {
            let result = try await multiplexer.query(sql, under: scope)
            entry?.succeeded(rows: result.count)
            return result
        } catch {
            let error = error.ofRead
            entry?.failed(error)
            throw error
        }
    }
}

extension DatabaseError {
    fileprivate static func notForLane(_ reason: String) -> DatabaseError {
        DatabaseError(
            .invalidStatement, detail: "the read \(reason), which a shared connection cannot do: run it in a session")
    }

    /// The error as that of a read, which applies nothing, on a connection where the server ends what takes too long.
    fileprivate var ofRead: DatabaseError {
        var error = self
        if sqlState == .queryCanceled { error.code = .timedOut }
        if outcome == .unknown { error.outcome = .notApplied }
        return error
    }
}
