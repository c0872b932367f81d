/// What is told of a version in `dal.migration_events`.
enum RunEvent: Sendable {
    /// A run outside a transaction began.
    case started
    /// It ended well.
    case done
    /// It stopped: the statement's number from 1, where one is to blame, and the reason without values.
    case failed(statement: Int?, reason: String)
    /// It goes on behind so many statements.
    case resumed(statementsDone: Int)
    /// An operator declared that so many statements are done.
    case repaired(statementsDone: Int, reason: String)
    /// It was in effect before there was a history.
    case adopted(reason: String)

    var name: String {
        switch self {
        case .started: "started"
        case .done: "done"
        case .failed: "failed"
        case .resumed: "resumed"
        case .repaired: "repaired"
        case .adopted: "adopted"
        }
    }

    var failedStatement: Int? {
        if case .failed(let number, _) = self { number } else { nil }
    }

    var failure: String? {
        if case .failed(_, let reason) = self { reason } else { nil }
    }

    var statementsDone: Int? {
        switch self {
        case .resumed(let done), .repaired(let done, _): done
        case .started, .done, .failed, .adopted: nil
        }
    }

    var reason: String? {
        switch self {
        case .repaired(_, let reason), .adopted(let reason): reason
        case .started, .done, .failed, .resumed: nil
        }
    }
}
