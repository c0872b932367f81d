import PostgresDriver

/// Runs a session's statements in one transaction, as ``TransactionStateMachine`` decides.
///
/// BEGIN waits for the first statement and leaves with it: a session without a statement costs no round trip.
final class Transaction<Connection: TransactionConnection> {
    private let connection: Connection
    private let mode: TransactionMode
    private let trace: StatementTrace
    private let deadlines: TransactionDeadlines
    private var machine = TransactionStateMachine()
    private var deadline: (TransactionDeadline, watch: UInt64)?

    init(
        on connection: Connection, mode: TransactionMode, trace: StatementTrace, deadlines: TransactionDeadlines
    ) {
        self.connection = connection
        self.mode = mode
        self.trace = trace
        self.deadlines = deadlines
    }

    /// What becomes of the connection, as far as the statements can tell.
    var fate: ConnectionFate { machine.fate }

    func run(_ sql: SQL) async throws(DatabaseError) -> Connection.Reply {
        try mode.check(sql)
        let lead = try machine.leadOfStatement(mode)
        let timeout = try beginStatement()
        let entry = trace.begin(sql)
        do throws(DatabaseError) {
            let reply =
                lead.isEmpty
                ? try await connection.query(sql, under: nil, timeout: timeout)
                : try await pipeline(lead + [sql], timeout: timeout)[lead.count]
            try check(reply)
            try endStatement()
            entry?.succeeded(rows: reply.rows)
            return reply
        } catch {
            let error = await settle(error, after: sql)
            entry?.failed(error)
            throw error
        }
    }

    /// Ends the transaction after the session's closure returned.
    ///
    /// - Throws: When it was not committed, or nobody knows.
    func finish() async throws(DatabaseError) {
        defer { endWatch() }
        let step = machine.end(bodySucceeded: true, isCancelled: Task.isCancelled)
        switch step {
        case .nothing: return
        case .commit:
            guard deadline?.0.statementBegins() ?? true else { throw timedOut() }
            try await commit()
        case .rollBack(let error):
            await rollBack()
            if let error { throw error }
        case .giveUp(let error):
            if let error { throw error }
        }
    }

    /// Ends the transaction after the session's closure threw. A failure in here never takes the place of its error:
    /// the connection is not idle then, and the pool closes it.
    func abandon() async {
        defer { endWatch() }
        if case .rollBack = machine.end(bodySucceeded: false, isCancelled: Task.isCancelled) { await rollBack() }
    }

    private func commit() async throws(DatabaseError) {
        let verdict: CommitVerdict
        do throws(DatabaseError) {
            // To cut a COMMIT short is to know nothing of it, so it may take longer than what is left of the time.
            let timeout = deadline == nil ? nil : Self.commitPatience
            let reply = try await connection.query("COMMIT", under: nil, timeout: timeout)
            verdict = CommitVerdict(commandTag: reply.commandTag)
        } catch {
            verdict = CommitVerdict(error, access: mode.access)
        }
        guard case .failed(let error) = verdict else { return }
        if connection.transactionStatus != .idle { await connection.rollback() }
        throw error
    }

    private func rollBack() async {
        // The connection is being closed when the time was up, and the server rolls back by itself.
        guard deadline?.0.statementBegins() ?? true else { return }
        await connection.rollback()
    }

    private func pipeline(
        _ statements: [SQL], timeout: Duration?
    ) async throws(DatabaseError) -> [Connection.Reply] {
        try await connection.pipeline(statements, under: nil, timeout: timeout)
            .map { result throws(DatabaseError) in try result.get() }
    }

    private func check(_ reply: Connection.Reply) throws(DatabaseError) {
        if let error = machine.succeeded(commandTag: reply.commandTag, status: connection.transactionStatus) {
            throw error
        }
    }

    /// - Returns: The error with what became of the work.
    private func settle(_ error: DatabaseError, after sql: SQL) async -> DatabaseError {
        let mayHaveEnded = SessionHygiene.mayEndTransaction(sql.text)
        var error = machine.failed(
            error, status: connection.transactionStatus, access: mode.access, mayHaveEnded: mayHaveEnded)
        let hasTime = deadline?.0.statementEnded() ?? true
        if error.code == .timedOut || !hasTime {
            if connection.transactionStatus != .idle { await connection.rollback() }
            error = timedOut(error)
        }
        return error
    }

    // MARK: The deadline

    /// - Returns: How long the statement may take.
    private func beginStatement() throws(DatabaseError) -> Duration? {
        guard let timeout = mode.timeout else { return nil }
        let now = ContinuousClock.now
        guard let (deadline, _) = deadline else {
            let deadline = TransactionDeadline(at: now + timeout) { [connection] in await connection.close() }
            self.deadline = (deadline, deadlines.watch(deadline))
            _ = deadline.statementBegins()
            return timeout
        }
        guard deadline.statementBegins() else { throw timedOut() }
        return max(deadline.instant - now, .milliseconds(1))
    }

    private func endStatement() throws(DatabaseError) {
        if let (deadline, _) = deadline, !deadline.statementEnded() { throw timedOut() }
    }

    private func timedOut(_ cause: DatabaseError? = nil) -> DatabaseError {
        let error = DatabaseError.transactionTimedOut(after: mode.timeout ?? .zero, cause)
        machine.timeIsUp(error)
        return error
    }

    private func endWatch() {
        guard let (deadline, watch) = deadline else { return }
        deadline.isOver()
        deadlines.endWatch(watch)
    }

    private static var commitPatience: Duration { .seconds(5) }
}
