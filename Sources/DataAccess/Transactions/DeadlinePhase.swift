/// How a transaction stands to its deadline. The deadline passes at any moment, on another thread than the statements.
///
/// ```
/// idle ◀── ends ── busy ── time is up ──▶ overdue ── ends ──▶ expired
///  │ └── begins ────▲
///  ├── time is up ──▶ expired (whoever noticed ends the transaction)
///  └── finished ────▶ over
/// ```
enum DeadlinePhase: Sendable, Hashable {
    /// No statement is under way.
    case idle
    /// A statement is under way, which has a deadline of its own in the driver.
    case busy
    /// The time was up while a statement was under way: whoever runs it ends the transaction.
    case overdue
    /// The time was up; nothing more is sent.
    case expired
    /// The transaction has ended.
    case over

    /// A statement is about to be sent.
    ///
    /// - Returns: Whether it may.
    mutating func statementBegins() -> Bool {
        guard self == .idle else { return false }
        self = .busy
        return true
    }

    /// A statement has ended.
    ///
    /// - Returns: Whether there is time for another.
    mutating func statementEnded() -> Bool {
        switch self {
        case .busy: self = .idle
        case .overdue: self = .expired
        case .idle, .expired, .over: break
        }
        return self != .expired
    }

    /// The time is up.
    ///
    /// - Returns: Whether nobody but the caller can end the transaction.
    mutating func timeIsUp() -> Bool {
        switch self {
        case .idle:
            self = .expired
            return true
        case .busy:
            self = .overdue
            return false
        case .overdue, .expired, .over: return false
        }
    }
}
