import PostgresDriver

/// What the answer to COMMIT means.
enum CommitVerdict: Sendable, Hashable {
    case committed
    case failed(DatabaseError)

    /// The server answered.
    ///
    /// The tag decides: the server answers COMMIT of a failed transaction with success and the tag `ROLLBACK`.
    init(commandTag: String) {
        guard commandTag != "COMMIT" else {
            self = .committed
            return
        }
        let error = DatabaseError(
            .commitFailed,
            detail: "the server answered COMMIT with \(commandTag): nothing of the transaction remains",
            outcome: .rolledBack)
        self = .failed(error)
    }

    /// COMMIT failed.
    init(_ error: DatabaseError, access: TransactionMode.Access) {
        var error = error
        if Self.isCertain(error) {
            error.outcome = .rolledBack
        } else if access == .readOnly {
            error.outcome = .notApplied
        } else {
            error.code = .commitOutcomeUnknown
            error.outcome = .unknown
            error.detail = Self.unknownDetail
        }
        self = .failed(error)
    }

    static let unknownDetail = "the answer to COMMIT never came: look whether the work is there before doing it again"

    /// Whether it is certain that nothing was committed: COMMIT was not sent, or the server said no and lives on.
    private static func isCertain(_ error: DatabaseError) -> Bool {
        if error.outcome == .rolledBack { return true }
        guard error.outcome != .unknown else { return false }
        return switch error.code {
        case .closed, .cancelled, .connectionBusy, .invalidStatement: true
        case .server: error.severity == "ERROR"
        default: false
        }
    }
}
