extension Database {
    /// Reads the rows of one tenant in one read-only transaction.
    ///
    /// - Parameters:
    ///   - tenant: Whose rows are seen.
    ///   - body: What to read. What it throws rolls back and passes through unchanged.
    /// - Throws: `.acquireTimeout`, `.poolUnavailable`, what `body` throws, `CancellationError`. Retrying is safe.
    nonisolated(nonsending) public func read<Value>(
        for tenant: TenantID,
        _ body: nonisolated(nonsending) (Session<Readonly, TenantScope>) async throws -> sending Value
    ) async throws -> sending Value {
        try await body(Session())
    }
    /// Reads tables that belong to no tenant in one read-only transaction.
    nonisolated(nonsending) public func readGlobal<Value>(
        _ body: nonisolated(nonsending) (Session<Readonly, GlobalScope>) async throws -> sending Value
    ) async throws -> sending Value {
        try await body(Session())
    }

    /// Writes the rows of one tenant in one transaction.
    nonisolated(nonsending) public func write<Value>(
        for tenant: TenantID,
        _ body: nonisolated(nonsending) (Session<Webapp, TenantScope>) async throws -> sending Value
    ) async throws -> sending Value {
        try await body(Session())
    }

    /// Writes tables that belong to no tenant in one transaction.
    nonisolated(nonsending) public func writeGlobal<Value>(
        _ body: nonisolated(nonsending) (Session<Webapp, GlobalScope>) async throws -> sending Value
    ) async throws -> sending Value {
        try await body(Session())
    }

    /// Works as the database's owner in one transaction: migrations and repair alone.
    nonisolated(nonsending) public func administer<Value>(
        _ body: nonisolated(nonsending) (Session<Admin, GlobalScope>) async throws -> sending Value
    ) async throws -> sending Value {
        try await body(Session())
    }
}
