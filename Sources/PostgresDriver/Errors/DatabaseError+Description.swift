extension DatabaseError: CustomStringConvertible {
    /// One line for a log: the kind of failure, the SQLSTATE with its standard name, the objects concerned, the advice.
    public var description: String {
        var parts = [summary]
        let place = [schema, table, column].compactMap(\.self).joined(separator: ".")
        if !place.isEmpty { parts.append("at \(place)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let position { parts.append("at character \(position)") }
        if outcome == .unknown { parts.append("outcome unknown") }
        if let detail { parts.append(detail) }
        if let hint, !isFromFunction { parts.append("hint: \(hint)") }
        return parts.joined(separator: "; ")
    }

    private var summary: String {
        switch code {
        case .server:
            return "the server refused the statement: \(sqlState.map(String.init(describing:)) ?? "no SQLSTATE")"
        default:
            guard let sqlState else { return code.phrase }
            return "\(code.phrase): \(sqlState)"
        }
    }
}

extension DatabaseError.Code {
    fileprivate var phrase: String {
        switch self {
        case .server: "the server refused the statement"
        case .connectionFailed: "no connection to the server"
        case .authenticationFailed: "the server refused the login"
        case .connectionLost: "the connection to the server broke"
        case .connectionBusy: "the connection is busy with another statement"
        case .closed: "the connection is closed"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .pipelineAborted: "skipped, because an earlier statement of the pipeline failed"
        case .decoding: "unexpected value"
        case .invalidStatement: "the statement cannot be sent"
        case .protocolViolation: "not PostgreSQL's protocol"
        case .notificationsLost: "notifications were lost"
        case .acquireTimeout: "no connection of the pool became free in time"
        case .overloaded: "the pool has more work than it can do"
        case .poolUnavailable: "the pool is not available"
        case .sessionEnded: "the session has ended"
        case .nestedSession: "a session within another"
        case .tenantMissing: "no tenant is set"
        case .commitFailed: "COMMIT ended in a rollback"
        case .commitOutcomeUnknown: "the connection broke at COMMIT"
        case .rowNotFound: "no such row"
        case .versionConflict: "the row was changed meanwhile"
        case .invalidCursor: "not a cursor of these pages"
        case .configuration: "the configuration cannot work"
        }
    }
}
