import DequeModule

/// Everything of a connection that changes. It stands behind the channel's mutex, and so does every call into libpq.
///
/// ```
///  new ── connect ─▶ connecting ── ready ─▶ open ── closed, broken ─▶ closed
///                         └──── failed, timed out, cancelled ───────────▲
///
///  open:  idle ── statements ─▶ pipeline ── last Sync answered ─▶ idle
///          └──── stream, COPY ─▶ direct ─── end of results ────▶ idle
/// ```
struct ConnectionState {
    enum Phase {
        case new
        case connecting(CheckedContinuation<Result<Void, DatabaseError>, Never>)
        case open
        case closed
    }

    var phase = Phase.new
    /// `nil` before the connect begins and after the end.
    var libpq: LibpqConnection?
    var socket: Int32 = -1
    /// What the loop watches the socket for.
    var interest: Readiness = []

    /// Exchanges whose answers are to come, oldest first. Several only on a connection that many tasks share.
    var pipeline = Deque<PipelinedExchange>()
    /// A stream or a COPY, whose answers are taken one by one.
    var direct: DirectExchange?
    /// The one who has the connection to itself at the moment.
    var occupant: Occupant?
    var statements: StatementCache
    /// Many tasks share the connection.
    var isLane = false
    /// The kernel collects what is sent.
    var isHeldBack = false
    /// Whether the server reports a read-only default; nil until it is asked for again after something has arrived.
    var isReadOnlyByDefault: Bool?
    /// A statement may have left a setting behind for the whole session.
    var mayHoldSettings = false
    let notices = NoticeBuffer()
    var noticeLog: NoticeLog?
    var listeners: [UInt64: NotificationSink] = [:]
    var deadline = StatementDeadline()

    init(statementCacheCapacity: Int, noticeLog: NoticeLog?) {
        statements = StatementCache(capacity: statementCacheCapacity)
        self.noticeLog = noticeLog
    }

    var isOpen: Bool {
        if case .open = phase { true } else { false }
    }

    /// Everybody who waits hears of the end, and libpq's memory is freed.
    mutating func end(_ error: DatabaseError) -> [Wakeup] {
        var wakeups = occupant?.cancellation?.held ?? []
        if case .connecting(let continuation) = phase { wakeups.append(.connected(continuation, .failure(error))) }
        let cut = error.cutting()
        for exchange in pipeline {
            if let waiter = exchange.waiter { wakeups.append(.answered(waiter, .failure(exchange.failure(cut)))) }
            wakeups += .leave(exchange.place)
        }
        wakeups += direct?.end(cut) ?? []
        wakeups += listeners.values.map { .notified($0, .ended(error)) }
        phase = .closed
        pipeline = []
        direct = nil
        occupant = nil
        listeners = [:]
        interest = []
        isHeldBack = false
        libpq?.finish()
        libpq = nil
        return wakeups
    }
}
