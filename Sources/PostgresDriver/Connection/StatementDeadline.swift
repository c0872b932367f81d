import Dispatch

/// When the exchange under way must have ended. At most one timer runs for a connection, however many statements come
/// and go: it looks when it fires whether the deadline has moved meanwhile.
///
/// ```
///  no timer ── set ─▶ timer runs ── fires: nothing set ─▶ no timer
///                         ├── fires: a later one is set ─▶ timer runs
///                         └── fires: due ─▶ the exchange is cancelled
/// ```
struct StatementDeadline {
    private var due: (id: UInt64, at: DispatchTime)?
    private var timerFiresAt: DispatchTime?

    enum Firing: Equatable {
        case nothing
        case wait(until: DispatchTime)
        case due(UInt64)
    }

    /// Sets the deadline of an exchange.
    ///
    /// - Returns: When a timer must be started for, if one must.
    mutating func set(_ id: UInt64, at time: DispatchTime) -> DispatchTime? {
        due = (id, time)
        if let timerFiresAt, timerFiresAt <= time { return nil }
        timerFiresAt = time
        return time
    }

    mutating func isOver(_ id: UInt64) {
        if due?.id == id { due = nil }
    }

    /// A timer that was started for a time has fired.
    mutating func fired(for time: DispatchTime) -> Firing {
        // A timer for an earlier time was started since, and does this one's work.
        guard timerFiresAt == time else { return .nothing }
        timerFiresAt = nil
        guard let due else { return .nothing }
        guard due.at > time else { return .due(due.id) }
        timerFiresAt = due.at
        return .wait(until: due.at)
    }
}
