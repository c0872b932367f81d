import PostgresDriver

extension ErrorClass {
    /// The class of an error of a statement or a session; nil for a caller that gave up, which is no failure.
    init?(_ error: DatabaseError) {
        switch error.code {
        case .cancelled: return nil
        case .server: self = error.sqlState.map(Self.init) ?? .other
        case .authenticationFailed: self = .auth
        case .connectionFailed: self = error.sqlState.map(Self.init) ?? .connection
        case .connectionLost, .closed: self = .connection
        case .timedOut: self = .statementTimeout
        case .acquireTimeout, .overloaded: self = .acquireTimeout
        case .poolUnavailable: self = .connection
        case .commitFailed: self = error.sqlState.map(Self.init) ?? .internalFault
        case .commitOutcomeUnknown: self = .connection
        case .connectionBusy, .pipelineAborted, .decoding, .invalidStatement, .protocolViolation, .notificationsLost,
            .nestedSession, .sessionEnded, .tenantMissing, .rowNotFound, .versionConflict, .invalidCursor,
            .configuration:
            self = .internalFault
        }
    }

    /// The class of an error at opening a connection.
    init?(connecting error: any Error) {
        guard let error = error as? DatabaseError else {
            if error is CancellationError { return nil }
            self = .connection
            return
        }
        switch error.code {
        case .timedOut: self = .connectTimeout
        case .configuration: self = .auth
        default: self.init(error)
        }
    }

    /// The class of a server's code. Texts are never looked at: they change with the server's language, and one text
    /// can stand for several conditions.
    init(_ state: SQLState) {
        self = Self.byState[state.rawValue] ?? Self.byClass[state.classCode] ?? .other
    }

    private static let byState: [String: ErrorClass] = [
        "25P03": .statementTimeout,  // idle in a transaction for too long
        "25P04": .statementTimeout,
        "3D000": .connection,  // no such database
        "40003": .connection,  // statement completion unknown
        "42501": .permission,
        "53300": .tooMany,
        "55P03": .serialization,  // lock not available
        "57014": .statementTimeout,
        "57P05": .connection,  // idle session timeout
    ]

    private static let byClass: [String: ErrorClass] = [
        "08": .connection, "0A": .syntax, "23": .constraint, "26": .internalFault, "28": .auth, "34": .internalFault,
        "3F": .syntax, "40": .serialization, "42": .syntax, "44": .constraint, "53": .resource, "54": .resource,
        "57": .connection, "58": .internalFault, "F0": .internalFault, "XX": .internalFault,
    ]
}
