import PostgresDriver

/// Runs a session's statements in one transaction, as ``TransactionStateMachine`` decides.
///
/// BEGIN waits for the first statement and leaves with it: a session without a statement costs no round trip.
final class Transaction<Connection: TransactionConnection> {
    let connection: Connection
    let mode: TransactionMode
    let trace: StatementTrace
    private let deadlines: TransactionDeadlines
    var machine = TransactionStateMachine()
    /// By which the outcome can be asked for; nil before the first statement, or when nobody asked for it.
    private(set) var identifier: TransactionID?
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
        try admit(sql)
        let lead = try machine.leadOfStatement(mode)
        guard lead.isEmpty else { return try await run(batch: [sql], after: lead)[0] }
        let timeout = try beginStatement()
        let entry = trace.begin(sql)
        do throws(DatabaseError) {
            let reply = try await connection.query(sql, under: nil, timeout: timeout)
            try check(reply)
            try endStatement()
            entry?.succeeded(rows: reply.rows)
            return reply
        } catch {
            let error = await settle(error, after: [sql])
            entry?.failed(error)
            throw error
        }
    }

    /// Runs several statements in one round trip.
    func run(batch: [SQL]) async throws(DatabaseError) -> [Connection.Reply] {
        for sql in batch { try admit(sql) }
        let lead = try machine.leadOfStatement(mode)
        return batch.isEmpty ? [] : try await run(batch: batch, after: lead)
    }

    private func run(batch: [SQL], after lead: [SQL]) async throws(DatabaseError) -> [Connection.Reply] {
        let begins = machine.state == .notBegun
        let timeout = try beginStatement()
        let entries = trace.begin(batch)
        do throws(DatabaseError) {
            let all = try await pipeline(lead + batch, timeout: timeout)
            if begins { noteIdentifier(in: all) }
            let replies = Array(all[lead.count...])
            for reply in replies { try check(reply) }
            try endStatement()
            entries.succeeded(replies)
            return replies
        } catch {
            let error = await settle(error, after: batch)
            entries.failed(error)
            throw error
        }
    }

    /// Runs statements and commits, all in one round trip. It is the whole of the transaction.
    func commit(batch: [SQL]) async throws(DatabaseError) -> [Connection.Reply] {
        for sql in batch { try admit(sql) }
        let lead = try machine.leadOfStatement(mode)
        defer { _ = machine.end(bodySucceeded: true, isCancelled: false) }
        guard !batch.isEmpty else { return [] }
        let entries = trace.begin(batch)
        do throws(DatabaseError) {
            let all = try await pipeline(lead + batch + ["COMMIT"], timeout: mode.timeout)
            let replies = Array(all[lead.count..<(all.count - 1)])
            for reply in replies {
                // The server reports how things stood at the end alone.
                if let error = machine.succeeded(commandTag: reply.commandTag, status: .inTransaction) { throw error }
            }
            if case .failed(let error) = CommitVerdict(commandTag: all[all.count - 1].commandTag) { throw error }
            entries.succeeded(replies)
            return replies
        } catch {
            let error = await settleCommit(of: error)
            entries.failed(error)
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

    /// Ends the transaction as ``finish()`` does.
    ///
    /// - Returns: The error that says that nobody knows yet what became of it, when the server can be asked.
    func finishOrUnknown() async throws(DatabaseError) -> DatabaseError? {
        do throws(DatabaseError) {
            try await finish()
            return nil
        } catch  where error.code == .commitOutcomeUnknown && error.transactionID != nil {
            return error
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
        guard case .failed(var error) = verdict else { return }
        if error.outcome == .unknown { error.transactionID = identifier }
        if connection.transactionStatus != .idle { await connection.rollback() }
        throw error
    }

    private func rollBack() async {
        // The connection is being closed when the time was up, and the server rolls back by itself.
        guard deadline?.0.statementBegins() ?? true else { return }
        await connection.rollback()
    }

    func pipeline(
        _ statements: [SQL], timeout: Duration?
    ) async throws(DatabaseError) -> [Connection.Reply] {
        try await connection.pipeline(statements, under: nil, timeout: timeout)
            .map { result throws(DatabaseError) in try result.get() }
    }

    /// - Throws: When a statement cannot be run behind the pooler there is.
    func admit(_ sql: SQL) throws(DatabaseError) {
        try mode.check(sql)
        mode.note(sql, on: connection)
    }

    /// Takes the transaction's identifier from the answers to what opens it.
    func noteIdentifier(in replies: [Connection.Reply]) {
        if mode.tracksOutcome { identifier = TransactionID(replies[mode.opening.count - 1]) }
    }

    private func check(_ reply: Connection.Reply) throws(DatabaseError) { try check(commandTag: reply.commandTag) }

    func check(commandTag: String) throws(DatabaseError) {
        if let error = machine.succeeded(commandTag: commandTag, status: connection.transactionStatus) { throw error }
    }

    /// A round trip that ends with COMMIT has failed.
    private func settleCommit(of error: DatabaseError) async -> DatabaseError {
        switch connection.transactionStatus {
        case .inTransaction, .inFailedTransaction:
            // COMMIT was skipped.
            let error = machine.failed(error, status: .inFailedTransaction, access: mode.access)
            await connection.rollback()
            return error.code == .timedOut ? timedOut(error) : error
        case .idle, .active, .unknown:
            guard error.code != .invalidStatement,
                case .failed(let error) = CommitVerdict(error, access: mode.access)
            else { return error }
            return error
        }
    }

    /// A statement has failed.
    ///
    /// - Returns: The error with what became of the work.
    func settle(_ error: DatabaseError, after statements: [SQL]) async -> DatabaseError {
        let mayHaveEnded = statements.contains { SessionHygiene.mayEndTransaction($0.text) }
        let error = machine.failed(
            error, status: connection.transactionStatus, access: mode.access, mayHaveEnded: mayHaveEnded)
        let hasTime = deadline?.0.statementEnded() ?? true
        guard error.code == .timedOut || !hasTime else { return error }
        if connection.transactionStatus != .idle { await connection.rollback() }
        return timedOut(error)
    }

    // MARK: The deadline

    /// - Returns: How long the statement may take.
    func beginStatement() throws(DatabaseError) -> Duration? {
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

    func endStatement() throws(DatabaseError) {
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

extension TransactionID {
    /// - Parameter reply: The answer to what a transaction's opening asks for.
    fileprivate init?(_ reply: some CommandReply) {
        guard let number = reply.text(at: 0).flatMap({ UInt64($0) }),
            let timeline = reply.text(at: 1).flatMap({ UInt32($0, radix: 16) })
        else { return nil }
        self.init(number: number, timeline: timeline)
    }
}
