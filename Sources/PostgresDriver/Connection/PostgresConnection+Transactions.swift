extension PostgresConnection {
    /// Runs statements between BEGIN and COMMIT, all in one round trip.
    ///
    /// - Parameters:
    ///   - statements: Each exactly one statement, none of them about transactions.
    ///   - scope: Settings that hold for the transaction.
    ///   - timeout: After this long the server is asked to cancel what it is doing; no limit by default.
    /// - Returns: Each statement's result, once the server has confirmed the COMMIT.
    /// - Throws: The first statement's error; then everything has been rolled back, and the connection is clean.
    ///   `.commitFailed` when COMMIT ended in a rollback; `.commitOutcomeUnknown` when the connection broke.
    @discardableResult
    public func transaction(
        _ statements: [SQL], under scope: TransactionScope? = nil, timeout: Duration? = nil
    ) async throws(DatabaseError) -> [QueryResult] {
        guard isOpen else { throw DatabaseError(.closed) }
        guard transactionStatus == .idle else {
            throw DatabaseError(
                .connectionBusy,
                detail: "a transaction or a statement is under way: send the statements in it or after it")
        }
        let begin: [SQL] = scope.map { ["BEGIN", $0.statement] } ?? ["BEGIN"]
        do throws(DatabaseError) {
            let outcomes = try await pipeline(begin + statements + ["COMMIT"], timeout: timeout)
            let results = try outcomes.map { outcome throws(DatabaseError) in try outcome.get() }
            guard results.last?.commandTag == "COMMIT" else {
                throw DatabaseError(.commitFailed, outcome: .rolledBack)
            }
            return Array(results.dropFirst(begin.count).dropLast())
        } catch {
            try await cleanUp(after: error)
        }
    }

    private func cleanUp(after error: DatabaseError) async throws(DatabaseError) -> Never {
        if error.code == .connectionLost, error.outcome == .unknown {
            var error = error
            error.code = .commitOutcomeUnknown
            throw error
        }
        if transactionStatus != .idle, isOpen { await rollback() }
        throw error
    }

    /// How long a rollback may take before the connection is closed, which makes the server roll back as well.
    private static let rollbackTimeout = Duration.seconds(5)

    /// Rolls back whatever is open, also when the task is cancelled. When that fails the connection is closed, upon which
    /// the server rolls back by itself.
    public func rollback() async {
        // Not structured: in a cancelled task the statement would not be sent.
        let rollback = Task { try await query("ROLLBACK", timeout: Self.rollbackTimeout) }
        if case .failure = await rollback.result { await close() }
    }
}
