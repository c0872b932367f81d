/// What a stream or a COPY is handed, or the error with which the connection ended.
typealias PulledEvent = Result<TransportEvent, DatabaseError>

/// A stream or a COPY under way: its answers are taken one by one, by the one who wants them, and nothing is read from
/// the socket before. That is what keeps its memory constant.
struct DirectExchange {
    enum Stage { case results, copyingIn, copyingOut }

    enum Kind {
        /// A pipeline that ends with a Sync; so many commands come before the one whose rows are wanted.
        case rows(commandsBefore: Int)
        /// What cannot be pipelined.
        case copy
    }

    let id: UInt64
    private(set) var kind: Kind
    var stage = Stage.results
    /// An event that came right after rows and waits until these have been taken.
    var next: TransportEvent?
    /// The one who waits for the next event.
    var puller: CheckedContinuation<PulledEvent, Never>?
    /// The one who waits until the socket has taken the data of a COPY.
    var flushWaiter: CheckedContinuation<Bool, Never>?

    /// How much of a COPY's data has gone out since its writer last let others have their turn.
    var bytesThisTurn = 0

    init(id: UInt64, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    var isPipelined: Bool {
        if case .rows = kind { true } else { false }
    }

    /// What answers now is not the statement whose rows are wanted.
    var isBeforeRows: Bool {
        if case .rows(let commandsBefore) = kind { commandsBefore > 0 } else { false }
    }

    /// A command has been answered.
    ///
    /// - Returns: Whether the one whose rows are wanted is next.
    mutating func endsCommand() -> Bool {
        guard case .rows(let commandsBefore) = kind, commandsBefore > 0 else { return false }
        kind = .rows(commandsBefore: commandsBefore - 1)
        return commandsBefore == 1
    }

    /// Everybody who waits hears that the connection has ended.
    func end(_ error: DatabaseError) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        if let puller { wakeups.append(.pulled(puller, .failure(error))) }
        if let flushWaiter { wakeups.append(.flushed(flushWaiter, false)) }
        return wakeups
    }
}
