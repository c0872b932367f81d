import PostgresCatalog
import PostgresDriver

/// Tries, as each login, what it may and what it may not do, and leaves nothing behind.
///
/// The catalogue says what was granted; this says what happens: through this endpoint, with this login, at this server.
/// Every attempt is a transaction of its own that is rolled back. No row is written and no sequence moves.
struct LiveProbe: Sendable {
    private let policy: AccessPolicy
    private let catalog: CatalogSnapshot

    /// Prepares the attempts of a policy on the objects of a catalogue.
    init(policy: AccessPolicy, catalog: CatalogSnapshot) {
        self.policy = policy
        self.catalog = catalog
    }

    /// Connects as one login and tries everything. Safe to repeat.
    /// - Parameters:
    ///   - login: a login of the policy; for another there is nothing to try, which is an error.
    ///   - configuration: how to connect as it.
    ///   - watch: is told how far it is: before the first attempt, every hundred, and after the last.
    /// - Throws: what connecting throws; `.configuration` for a login that is not declared, or when the server takes
    ///   the session for another role's.
    func run(
        as login: String, to configuration: ConnectionConfiguration, watch: (ProbeProgress) -> Void
    ) async throws(DatabaseError) -> ProbeReport {
        guard let declared = policy.login(login) else {
            throw DatabaseError(
                .configuration, detail: "\(login) is not declared as a login, so nothing is to be tried")
        }
        let attempts = try ProbePlan(login: declared, policy: policy, catalog: catalog).attempts()
        return try await PostgresConnection.withConnection(to: configuration, connectFailure: { $0 }) {
            connection throws(DatabaseError) in
            try await run(attempts, as: login, on: connection, watch)
        }
    }

    private func run(
        _ attempts: [ProbeAttempt], as login: String, on connection: PostgresConnection,
        _ watch: (ProbeProgress) -> Void
    ) async throws(DatabaseError) -> ProbeReport {
        try await requireIdentity(login, on: connection)
        var allowed = 0, refused = 0
        var surprises: [Surprise] = []
        for (tried, attempt) in attempts.enumerated() {
            if tried.isMultiple(of: ProbeProgress.interval) {
                watch(ProbeProgress(login: login, tried: tried, total: attempts.count))
            }
            let outcome = try await outcome(of: attempt, on: connection)
            if let detail = outcome.surprise(attempt) {
                surprises.append(Surprise(kind: .probe, subject: login, detail: detail))
            } else if attempt.expectation == .allowed || attempt.expectation == .answer(true) {
                allowed += 1
            } else {
                refused += 1
            }
        }
        _ = try await connection.query("ROLLBACK")
        watch(ProbeProgress(login: login, tried: attempts.count, total: attempts.count))
        return ProbeReport(login: login, allowed: allowed, refused: refused, surprises: surprises)
    }

    /// One round trip. The ROLLBACK in front ends the transaction of the attempt before, which its error may have left
    /// open.
    private func outcome(
        of attempt: ProbeAttempt, on connection: PostgresConnection
    ) async throws(DatabaseError) -> ProbeOutcome {
        let results = try await connection.pipeline([
            "ROLLBACK",
            // A login whose sessions are read-only by default would be refused for that, and its privileges not asked.
            "BEGIN READ WRITE",
            "SET LOCAL lock_timeout = '100ms'",
            "SET LOCAL statement_timeout = '5s'",
            attempt.statement,
        ])
        for result in results.dropLast() { _ = try result.get() }
        guard let last = results.last else {
            throw DatabaseError(.protocolViolation, detail: "the server did not answer an attempt")
        }
        return ProbeOutcome(last, of: attempt)
    }

    private func requireIdentity(_ login: String, on connection: PostgresConnection) async throws(DatabaseError) {
        let row = try await connection.query("SELECT session_user = \(login)::name AND current_user = session_user")
            .first
        guard try row?.decode(Bool.self, at: 0) == true else {
            throw DatabaseError(
                .configuration,
                detail: "the session is not \(login)'s own; check the login's settings and any pooler in between")
        }
    }
}
