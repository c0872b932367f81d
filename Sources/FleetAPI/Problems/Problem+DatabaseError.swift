import HTTPTypes
import PostgresDriver

extension Problem {
    /// What a client is told when the database, or the way to it, refused.
    init(_ error: DatabaseError) {
        switch error.code {
        case .server: self.init(server: error)
        case .acquireTimeout, .overloaded, .connectionBusy:
            self = .busy("Every connection is in use. Send the request again after a moment.")
        case .connectionFailed, .authenticationFailed, .connectionLost, .closed, .poolUnavailable, .cancelled,
            .pipelineAborted:
            self = .unavailable
        case .timedOut: self = .timeout
        case .commitOutcomeUnknown: self = .outcomeUnknown
        case .rowNotFound: self = .noResource
        case .versionConflict: self = .preconditionFailed
        case .invalidCursor:
            self = Problem(
                .invalidCursor, detail: "What after names is no place in this list. Begin anew with an empty after.",
                errors: [
                    FieldError(field: ListPosition.after.name, message: "must be the next of an answer to this query")
                ])
        default: self = .internalError
        }
        sqlState = error.sqlState?.rawValue
    }

    /// By SQLSTATE. What is not listed is our mistake, a missing grant (42501) first of all.
    private init(server error: DatabaseError) {
        switch error.sqlState {
        case .uniqueViolation?: self = .unique(error.constraint)
        case .foreignKeyViolation?: self = .referenced(error.constraint)
        case .exclusionViolation?:
            self = Problem(.conflict, detail: "Another row stands in the way.", constraint: error.constraint)
        case .notNullViolation?, .checkViolation?, .stringDataRightTruncation?, .numericValueOutOfRange?,
            .invalidDatetimeFormat?, .datetimeFieldOverflow?, .characterNotInRepertoire?, .invalidTextRepresentation?:
            self = .refusedValue(error)
        case .queryCanceled?, .idleInTransactionSessionTimeout?, .transactionTimeout?: self = .timeout
        case .lockNotAvailable?, .serializationFailure?, .deadlockDetected?:
            self = .busy("Another change held or moved the same rows. Nothing was applied; send the request again.")
        case .readOnlySQLTransaction?: self = .unavailable
        case let state?: self.init(classOf: state)
        case nil: self = .internalError
        }
    }

    /// By the class of an SQLSTATE: 53 is want of room, 08, 57P and 58 are a server that is not there.
    private init(classOf state: SQLState) {
        if state.classCode == "53" {
            self = .busy("The database has no room for this at the moment. Send the request again after a moment.")
        } else if ["08", "58"].contains(state.classCode) || state.rawValue.hasPrefix("57P") {
            self = .unavailable
        } else {
            self = .internalError
        }
    }

    private static func unique(_ constraint: String?) -> Problem {
        guard let constraint, let field = ConstraintFields.field(of: constraint) else {
            return Problem(.conflict, detail: "Another row already has this value.", constraint: constraint)
        }
        return Problem(
            .conflict, detail: "Another row already has this \(field).", constraint: constraint,
            errors: [FieldError(field: field, message: "is already taken")])
    }

    /// What was written refers to a row that is not there, or that another tenant has: the two are not told apart. What
    /// other rows refer to is ``deleting(_:)``.
    private static func referenced(_ constraint: String?) -> Problem {
        guard let constraint, let field = ConstraintFields.reference(of: constraint) else {
            return Problem(
                .conflict, detail: "Other rows refer to this one, or it refers to a row that is not there.",
                constraint: constraint)
        }
        var errors = FieldErrors()
        errors.at(field) { $0.refuseReference() }
        var problem = missingReferences(errors.all)
        problem.constraint = constraint
        return problem
    }

    /// - Parameter errors: each names one field of the body.
    static func missingReferences(_ errors: [FieldError]) -> Problem {
        Problem(.conflict, detail: "See errors: what each field refers to is not there.", errors: errors)
    }

    /// What a client is told of a row that could not be deleted.
    static func deleting(_ error: DatabaseError) -> Problem {
        guard error.sqlState == .foreignKeyViolation else { return Problem(error) }
        return Problem(
            .conflict, detail: "Other rows refer to this one: delete them first, or have them refer to another.",
            sqlState: error.sqlState?.rawValue, constraint: error.constraint)
    }

    private static func refusedValue(_ error: DatabaseError) -> Problem {
        let field = error.column ?? error.constraint.flatMap(ConstraintFields.field(of:))
        return Problem(
            .invalidFields, detail: "The database refused a value.", constraint: error.constraint,
            errors: field.map { [FieldError(field: $0, message: "is not acceptable")] } ?? [])
    }

    private static func busy(_ detail: String) -> Problem {
        Problem(.databaseBusy, detail: detail, headers: [.retryAfter: "1"])
    }

    static let unavailable = Problem(
        .databaseUnavailable, detail: "The database cannot be reached at the moment. Send the request again later.",
        headers: [.retryAfter: "5"])

    private static let timeout = Problem(
        .databaseTimeout, detail: "The database did not answer in the time allowed. Nothing was applied.")

    private static let outcomeUnknown = Problem(
        .outcomeUnknown,
        detail: "The connection was lost while the change was committed: it may or may not be applied. "
            + "Read the resource before sending the request again.")
}
