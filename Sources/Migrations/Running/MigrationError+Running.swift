import PostgresCatalog
import PostgresDriver
import StatementAnalysis

/// The runner's failures.
extension MigrationError {
    /// The same with a line more to do or to know.
    func adding(_ line: String) -> MigrationError {
        MigrationError(
            code, message, advice: [advice, line].compactMap(\.self).joined(separator: "\n"), file: file,
            line: self.line,
            underlying: underlying, blockers: blockers)
    }

    /// A failure that no statement of a file caused.
    static func database(_ error: DatabaseError, while doing: String) -> MigrationError {
        if error.code == .cancelled { return .cancelled(while: doing) }
        let text = error.serverMessage.map { "\(error.description): \($0)" } ?? error.description
        return MigrationError(
            .database, "\(doing): \(text)", advice: "Check the connection and the administrator's privileges.",
            underlying: error)
    }

    static func cancelled(while doing: String) -> MigrationError {
        MigrationError(
            .cancelled, "cancelled while \(doing)",
            advice: "What was committed stays, the rest was rolled back. Run it again to go on.")
    }

    /// - Parameter reported: which process answered; nil where that was not asked.
    static func pooled(
        reported: Int? = nil, announced: Int32, underlying: DatabaseError? = nil
    ) -> MigrationError {
        MigrationError(
            .pooledConnection,
            "a connection pooler stands in between: the server's process is \(reported.map(String.init) ?? "another one")"
                + ", the connection was announced as \(announced)",
            advice: "Connect to the server directly; behind a pooler the lock could end up in another session.",
            underlying: underlying)
    }

    static func statementFailed(
        _ error: DatabaseError, statement: SQLStatement, of step: MigrationPlan.Step, blockers: [BlockingSession] = [],
        remains: String
    ) -> MigrationError {
        if error.code == .cancelled {
            return MigrationError(
                .cancelled, "cancelled during \(statement.summary)", advice: remains, file: step.file.fileName,
                line: statement.line, underlying: error)
        }
        let hint = [error.hint.map { "Hint: \($0)" }, advice(for: error, blockers: blockers), remains]
        return MigrationError(
            .statementFailed, "\(statement.summary) failed: \(error.reason)",
            advice: hint.compactMap { $0 }.joined(separator: "\n"), file: step.file.fileName,
            line: statement.line(at: error.position), underlying: error, blockers: blockers)
    }

    /// What to do about what the server says.
    static func advice(for error: DatabaseError, blockers: [BlockingSession]) -> String? {
        switch error.sqlState {
        case .lockNotAvailable? where blockers.isEmpty:
            "Another session holds a lock on what the statement needs; find it in pg_locks, or run at a quieter time."
        case .lockNotAvailable?:
            "It waited for \(blockers.map(\.description).joined(separator: ", ")). End what that does, or run at a "
                + "quieter time."
        case .queryCanceled?:
            "It took longer than its limit. Let it do less at a time, raise the limit (--statement-timeout; "
                + "--long-statement-timeout for index builds, validations and statements on rows), or SET "
                + "statement_timeout in the file."
        case .activeSQLTransaction?:
            "It cannot run in a transaction: put it into a file of its own under -- migrate:up transaction:false, or -- "
                + "migrate:down transaction:false."
        default: nil
        }
    }

    static func ineffective(
        _ warning: Notice, statement: SQLStatement, of step: MigrationPlan.Step, remains: String
    ) -> MigrationError {
        MigrationError(
            .privilegeWarning,
            "\(statement.summary) had no effect: \(warning.message) (\(warning.sqlState))",
            advice: "The administrator lacks the grant option. Let the role that granted the privilege do it.\n"
                + remains,
            file: step.file.fileName, line: statement.line)
    }

    static func verificationFailed(
        _ finding: String, statement: SQLStatement, of step: MigrationPlan.Step, remains: String
    ) -> MigrationError {
        MigrationError(
            .verificationFailed, "the verification does not hold: \(finding)", advice: remains,
            file: step.file.fileName, line: statement.line)
    }

    static func leftTransaction(statement: SQLStatement, of step: MigrationPlan.Step) -> MigrationError {
        MigrationError(
            .forbiddenStatement, "\(statement.summary) ended the runner's transaction",
            advice: "What ran up to it may have been committed: compare the database with the file.",
            file: step.file.fileName, line: statement.line)
    }
}

extension SQLStatement {
    /// The line in the file of a place the server names: characters into the statement, from 1.
    func line(at position: Int?) -> Int {
        guard let position else { return line }
        return line + text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
    }
}
