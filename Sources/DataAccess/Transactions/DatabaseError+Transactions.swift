import ConnectionPooling
import PostgresDriver

extension DatabaseError {
    static let sessionEnded = DatabaseError(
        .sessionEnded, detail: "a session lives as long as its closure: do all its work in there")

    /// A second session was asked for where the first one still holds its connection.
    static func nestedSession(at inner: CallSite, inside outer: CallSite) -> DatabaseError {
        DatabaseError(
            .nestedSession,
            detail:
                "\(inner) inside \(outer): hand the outer session on, or end it first; a part that can be undone by "
                + "itself is a savepoint")
    }

    static let streamUnderWay = DatabaseError(
        .connectionBusy,
        detail: "the session's rows are being streamed or copied: run the statement before or after that")

    static let noSavepoints = DatabaseError(
        .invalidStatement, detail: "each statement of this session is a transaction of its own: it has no savepoints")

    static let transactionTakenOver = DatabaseError(
        .invalidStatement,
        detail: "the statement ended the session's transaction; COMMIT and ROLLBACK are the session's to send: return "
            + "from the closure to commit, throw to roll back",
        outcome: .unknown)

    /// What the server would say; asking it would cost a round trip.
    static func transactionAborted(by cause: DatabaseError) -> DatabaseError {
        var error = DatabaseError(
            .server, detail: "an earlier statement of this transaction failed (\(cause.words)); let its error through",
            outcome: .rolledBack)
        error.sqlState = .inFailedSQLTransaction
        error.severity = "ERROR"
        return error
    }

    /// A transaction was ended because its time was up.
    static func transactionTimedOut(after timeout: Duration, _ cause: DatabaseError?) -> DatabaseError {
        var error = DatabaseError(
            .timedOut,
            detail: "the transaction had \(timeout) and was rolled back; do less in it, or ask for more time",
            outcome: cause?.outcome == .unknown ? .unknown : .rolledBack)
        error.sqlState = cause?.sqlState
        error.severity = cause?.severity
        return error
    }

    static func errorSwallowed(_ cause: DatabaseError) -> DatabaseError {
        var error = DatabaseError(
            .commitFailed,
            detail: "a statement failed (\(cause.words)) and the closure did not let its error through: "
                + "nothing of the transaction remains",
            outcome: .rolledBack)
        error.sqlState = cause.sqlState
        return error
    }

    /// The kind of failure in a few words: no address, no name, no value.
    var words: String {
        switch code {
        case .server: sqlState?.description ?? "refused by the server"
        case .connectionFailed: with(sqlState, "no connection")
        case .authenticationFailed: with(sqlState, "login refused")
        case .connectionLost, .closed: "connection lost"
        case .timedOut: "timed out"
        case .protocolViolation: "not PostgreSQL's protocol"
        default: code.rawValue
        }
    }

    private func with(_ state: SQLState?, _ words: String) -> String {
        state.map { "\(words): \($0)" } ?? words
    }
}
