/// An exchange that has the connection to itself, from its first byte to the moment when nothing of it can hit the next.
///
/// ```
///  running ── answered ──────────────────────────────▶ gone
///     └── cancelled ─▶ request on its way ── through ─▶ running, the request is repeated
///                            └── answered ─▶ held ── through ─▶ gone
/// ```
struct Occupant {
    /// Why the server is asked to cancel.
    enum Cause: Sendable {
        case task
        case deadline
        /// Nobody wants the rest of a stream.
        case leftEarly
    }

    struct Cancellation {
        let cause: Cause
        /// The server has not dealt with the request yet, so that it could still hit what comes next.
        var isRequestOnItsWay = false
        /// All answers are here, but the request is not through.
        var held: [Wakeup]?
    }

    let id: UInt64
    var cancellation: Cancellation?
}

extension Occupant.Cancellation {
    /// What a statement's error means, given that the server was asked to cancel it.
    func explain(_ error: DatabaseError) -> DatabaseError {
        guard error.sqlState == .queryCanceled else { return error }
        var error = error
        error.code = cause.code
        return error
    }
}

extension Occupant.Cause {
    /// How a statement fails that the server cancelled for this cause.
    var code: DatabaseError.Code {
        switch self {
        case .deadline: .timedOut
        case .task, .leftEarly: .cancelled
        }
    }
}

extension ConnectionState {
    /// The occupant's answers are all here: who waits for them hears of it, now or when the cancel request is through.
    mutating func release(_ id: UInt64, _ wakeups: [Wakeup]) -> [Wakeup] {
        guard occupant?.id == id else { return wakeups }
        if occupant?.cancellation?.isRequestOnItsWay == true {
            occupant?.cancellation?.held = wakeups
            return []
        }
        occupant = nil
        deadline.isOver(id)
        return wakeups
    }
}
