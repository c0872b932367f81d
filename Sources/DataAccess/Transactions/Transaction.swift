import PostgresDriver

/// Runs a session's statements in one transaction, as ``TransactionStateMachine`` decides.
///
/// BEGIN waits for the first statement and leaves with it: a session without a statement costs no round trip.
final class Transaction<Connection: TransactionConnection> {
    private let connection: Connection
    private let mode: TransactionMode
    private let trace: StatementTrace
    private var machine = TransactionStateMachine()

    init(on connection: Connection, mode: TransactionMode, trace: StatementTrace) {
        self.connection = connection
        self.mode = mode
        self.trace = trace
    }

    /// What becomes of the connection, as far as the statements can tell.
    var fate: ConnectionFate { machine.fate }

    func run(_ sql: SQL) async throws(DatabaseError) -> Connection.Reply {
        try mode.check(sql)
        let begins: Bool
        switch machine.stepForStatement() {
        case .refuse(let error): throw error
        case .beginAndRun: begins = true
        case .run: begins = false
        }
        let entry = trace.begin(sql)
        let reply: Connection.Reply
        do throws(DatabaseError) {
            reply = begins ? try await beginAndRun(sql) : try await connection.query(sql, under: nil, timeout: nil)
        } catch {
            let error = machine.failed(error, status: connection.transactionStatus)
            entry?.failed(error)
            throw error
        }
        if let error = machine.succeeded(commandTag: reply.commandTag, status: connection.transactionStatus) {
            entry?.failed(error)
            throw error
        }
        entry?.succeeded(rows: reply.rows)
        return reply
    }

    /// Ends the transaction after the session's closure returned.
    ///
    /// - Throws: When it was not committed, or nobody knows.
    func finish() async throws(DatabaseError) {
        switch machine.end(bodySucceeded: true, isCancelled: Task.isCancelled) {
        case .nothing: return
        case .commit: try await commit()
        case .rollBack(let error):
            await connection.rollback()
            if let error { throw error }
        case .giveUp(let error):
            if let error { throw error }
        }
    }

    /// Ends the transaction after the session's closure threw. A failure in here never takes the place of its error:
    /// the connection is not idle then, and the pool closes it.
    func abandon() async {
        if case .rollBack = machine.end(bodySucceeded: false, isCancelled: Task.isCancelled) {
            await connection.rollback()
        }
    }

    private func beginAndRun(_ sql: SQL) async throws(DatabaseError) -> Connection.Reply {
        var last: Connection.Reply?
        for result in try await connection.pipeline(mode.opening + [sql], under: nil, timeout: nil) {
            last = try result.get()
        }
        guard let last else { throw DatabaseError(.protocolViolation, detail: "the server answered nothing") }
        return last
    }

    private func commit() async throws(DatabaseError) {
        let verdict: CommitVerdict
        do throws(DatabaseError) {
            verdict = CommitVerdict(
                commandTag: try await connection.query("COMMIT", under: nil, timeout: nil).commandTag)
        } catch {
            verdict = CommitVerdict(error, access: mode.access)
        }
        guard case .failed(let error) = verdict else { return }
        if connection.transactionStatus != .idle { await connection.rollback() }
        throw error
    }
}
