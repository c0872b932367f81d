import PostgresCatalog
public import PostgresDriver

/// Makes a database as declared: one writer, one transaction, checked before it is committed.
public struct AccessApplier: Sendable {
    let policy: AccessPolicy
    let configuration: ConnectionConfiguration
    let lockWait: Duration

    /// - Parameters:
    ///   - policy: what is declared.
    ///   - administrator: how to connect as who makes the changes: directly, not through a pooler.
    ///   - lockWait: how long to wait for another writer.
    public init(policy: AccessPolicy, administrator: ConnectionConfiguration, lockWait: Duration = .seconds(10)) {
        self.policy = policy
        self.configuration = administrator
        self.lockWait = lockWait
    }

    /// What is to be done. Changes nothing; safe to repeat.
    /// - Throws: `DatabaseError`.
    public func plan() async throws(DatabaseError) -> AccessPlan {
        let policy = policy
        return try await PostgresConnection.withConnection(to: configuration, connectFailure: { $0 }) {
            connection throws(DatabaseError) in
            try AccessPlan(policy: policy, catalog: try await CatalogSnapshot.read(from: connection))
        }
    }

    /// Does it. Safe to repeat: all of it happens or nothing, and a second time there is nothing to do.
    /// - Parameters:
    ///   - hash: the plan that was agreed to; nil does what is to be done now.
    ///   - watch: is told each step before it is taken.
    /// - Returns: what was done.
    /// - Throws: ``AccessChangeError``, `DatabaseError`; nothing was changed then, unless the connection was lost
    ///   during COMMIT.
    public func apply(
        agreed hash: String? = nil, watch: (AccessPlan.Step) -> Void = { _ in }
    ) async throws -> AccessPlan {
        try await PostgresConnection.withConnection(to: configuration) { connection in
            try await WriterTransaction(connection: connection).begin(within: lockWait)
            do {
                let done = try await change(on: connection, agreed: hash, watch)
                let answer = try await connection.query("COMMIT")
                guard answer.commandTag == "COMMIT" else {
                    throw AccessChangeError(
                        .statementFailed, "the server rolled the changes back instead of committing")
                }
                return done
            } catch {
                if connection.transactionStatus != .idle { _ = try? await connection.query("ROLLBACK") }
                throw error
            }
        }
    }

    private func change(
        on connection: PostgresConnection, agreed hash: String?, _ watch: (AccessPlan.Step) -> Void
    ) async throws -> AccessPlan {
        _ = try await connection.query("SET LOCAL lock_timeout = '2s'")
        let plan = try AccessPlan(policy: policy, catalog: try await CatalogSnapshot.read(within: connection))
        guard hash == nil || hash == plan.hash else {
            throw AccessChangeError(
                .planMoved, "the plan has moved since it was agreed to; nothing was done",
                advice: "Look at it again: dal access plan. Its hash is now \(plan.hash).")
        }
        for step in plan.steps {
            watch(step)
            try await connection.take(step.statement)
        }
        let left = try AccessPlan(policy: policy, catalog: try await CatalogSnapshot.read(within: connection))
        guard left.isEmpty else {
            throw AccessChangeError(
                .withoutEffect,
                "after all statements \(left.steps.count) would still be needed, the first: \(left.steps[0].statement)",
                advice: "All of it was rolled back. This is a fault of the plan, or of who granted what: report it.")
        }
        return plan.leaving(left)
    }
}

extension PostgresConnection {
    /// Runs one statement that must have its effect: a warning that nothing was granted or revoked is a failure.
    func take(_ statement: String) async throws {
        let result: QueryResult
        do throws(DatabaseError) {
            result = try await query(SQL(verbatim: statement))
        } catch {
            throw AccessChangeError(
                .statementFailed, "the server refused: \(statement)", advice: "Nothing was changed.", underlying: error)
        }
        let idle: Set<SQLState> = [.privilegeNotRevoked, .privilegeNotGranted]
        if let warning = result.notices.first(where: { idle.contains($0.sqlState) }) {
            throw AccessChangeError(
                .statementFailed,
                "the server only warned (\(warning.sqlState.rawValue)) and did nothing: \(statement)",
                advice: "Run it as who granted it, or as the owner. Nothing was changed.")
        }
    }
}
