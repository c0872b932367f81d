import ConnectionPooling
import PostgresDriver

/// Runs each statement of a session as a transaction of its own, in one round trip with its tenant, as
/// ``AutocommitStateMachine`` decides.
///
/// At PostgreSQL's default isolation level each statement of a longer transaction would see a snapshot of its own too,
/// so a session that only reads loses nothing by it.
final class Autocommit<Connection: TransactionConnection> {
    let connection: Connection
    let mode: TransactionMode
    let scope: TransactionScope
    let trace: StatementTrace
    var machine: AutocommitStateMachine

    init(on connection: Connection, mode: TransactionMode, trace: StatementTrace) {
        self.connection = connection
        self.mode = mode
        self.trace = trace
        scope = mode.scope
        machine = AutocommitStateMachine(access: mode.access)
    }

    func run(_ sql: SQL) async throws(DatabaseError) -> Connection.Reply {
        guard try !isBracketed(sql) else { return try await runTogether([sql], isBracketed: true)[0] }
        let entry = trace.begin(sql)
        do throws(DatabaseError) {
            let reply = try await connection.query(sql, under: neededScope, timeout: mode.timeout)
            try check(reply)
            entry?.succeeded(rows: reply.rows)
            return reply
        } catch {
            let error = machine.failed(error, status: connection.transactionStatus)
            entry?.failed(error)
            throw error
        }
    }

    /// Runs several statements as one transaction, in one round trip.
    func run(batch: [SQL]) async throws(DatabaseError) -> [Connection.Reply] {
        var isBracketed = false
        for sql in batch where try self.isBracketed(sql) { isBracketed = true }
        return batch.isEmpty ? [] : try await runTogether(batch, isBracketed: isBracketed)
    }

    /// The session's closure is over.
    ///
    /// - Returns: What becomes of the connection, as far as the statements can tell.
    func end() -> ConnectionFate {
        if mode.access == .readOnly { machine.noteDefault(hasReadOnlyDefault) }
        machine.end()
        return machine.fate
    }

    func isBracketed(_ sql: SQL) throws(DatabaseError) -> Bool {
        try mode.check(sql)
        mode.note(sql, on: connection)
        let isReadOnlyByDefault = mode.access == .readOnly && hasReadOnlyDefault
        switch machine.stepForStatement(sql.text, isReadOnlyByDefault: isReadOnlyByDefault) {
        case .refuse(let error): throw error
        case .runAlone: return false
        case .runBracketed: return true
        }
    }

    /// Without a tenant there is nothing to set on a connection that certainly has none: it is half of what the server
    /// would have to do for a short read.
    var neededScope: TransactionScope? {
        let isEmpty = mode.tenant == nil && mode.access == .readOnly && mode.pooler == .none
        return isEmpty && !connection.mayHoldSettings ? nil : scope
    }

    /// What a pooler reports is of the session it opened first, not of the one that will run the statement.
    private var hasReadOnlyDefault: Bool { mode.pooler == .none && connection.isReadOnlyByDefault }

    private func runTogether(
        _ statements: [SQL], isBracketed: Bool
    ) async throws(DatabaseError) -> [Connection.Reply] {
        let entries = trace.begin(statements)
        do throws(DatabaseError) {
            let replies = try await (isBracketed ? bracket(statements) : pipeline(statements, under: neededScope))
            for reply in replies { try check(reply) }
            entries.succeeded(replies)
            return replies
        } catch {
            let error = await settle(error, isBracketed: isBracketed)
            entries.failed(error)
            throw error
        }
    }

    /// A statement has failed.
    ///
    /// - Returns: The error with what became of the work.
    func settle(_ error: DatabaseError, isBracketed: Bool) async -> DatabaseError {
        let error = machine.failed(error, status: connection.transactionStatus)
        if isBracketed, connection.transactionStatus != .idle {
            await connection.rollback()
            machine.rolledBack(status: connection.transactionStatus)
        }
        return error
    }

    private func bracket(_ statements: [SQL]) async throws(DatabaseError) -> [Connection.Reply] {
        let opening = mode.opening
        let replies = try await pipeline(opening + statements + ["COMMIT"], under: nil)
        if let end = replies.last, case .failed(let error) = CommitVerdict(commandTag: end.commandTag) { throw error }
        return Array(replies.dropFirst(opening.count).dropLast())
    }

    func pipeline(
        _ statements: [SQL], under scope: TransactionScope?
    ) async throws(DatabaseError) -> [Connection.Reply] {
        try await connection.pipeline(statements, under: scope, timeout: mode.timeout)
            .map { result throws(DatabaseError) in try result.get() }
    }

    private func check(_ reply: Connection.Reply) throws(DatabaseError) { try check(commandTag: reply.commandTag) }

    func check(commandTag: String) throws(DatabaseError) {
        if let error = machine.succeeded(commandTag: commandTag, status: connection.transactionStatus) { throw error }
    }
}
