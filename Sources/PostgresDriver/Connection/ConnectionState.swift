internal import CLibpq

/// What came back for one statement of an exchange.
enum StatementReply: Sendable {
    case success(ResultMemory, [Notice])
    case failure(DatabaseError)
    /// Skipped, because an earlier statement of the pipeline failed.
    case aborted

    var isCommit: Bool {
        guard case .success(let memory, _) = self else { return false }
        return PQcmdStatus(memory.pointer).map { String(cString: $0) } == "COMMIT"
    }
}

typealias ExchangeResult = Result<[StatementReply], DatabaseError>

/// Someone to be told, once the connection's lock is released.
enum Wakeup {
    case connected(CheckedContinuation<Result<Void, DatabaseError>, Never>, Result<Void, DatabaseError>)
    case answered(CheckedContinuation<ExchangeResult, Never>, ExchangeResult)
    case flushed(CheckedContinuation<Bool, Never>, Bool)

    func run() {
        switch self {
        case .connected(let continuation, let result): continuation.resume(returning: result)
        case .answered(let continuation, let result): continuation.resume(returning: result)
        case .flushed(let continuation, let isOpen): continuation.resume(returning: isOpen)
        }
    }
}

/// Everything of a connection that changes. It stands behind the channel's mutex, and so does every call into libpq.
///
/// ```
///  idle ── connect ─▶ connecting ── ready ─▶ open ── closed, broken ─▶ closed
///                         └──── failed, timed out, cancelled ────────────▲
/// ```
struct ConnectionState {
    enum Phase {
        case new
        case connecting(CheckedContinuation<Result<Void, DatabaseError>, Never>)
        case open
        case closed
    }

    /// The exchange under way and the one who waits for it.
    struct Running {
        let id: UInt64
        var exchange: Exchange<StatementReply>
        let continuation: CheckedContinuation<ExchangeResult, Never>
        /// A cancel request is on its way; nobody else may have the connection until the server has dealt with it.
        var isCancelling = false
        var wasCancelled = false
        /// All answers are here, but the cancel request is not through yet.
        var result: ExchangeResult?
    }

    var phase = Phase.new
    var connection: OpaquePointer?
    var socket: Int32 = -1
    var running: Running?
    var isCopying = false
    var flushWaiter: CheckedContinuation<Bool, Never>?
    /// Exchanges whose task was cancelled before they were sent.
    var cancelledBeforeStart: Set<UInt64> = []
    var lastStarted: UInt64 = 0
    var nextExchange: UInt64 = 1
    let notices = NoticeBuffer()

    /// Notes an exchange as under way.
    ///
    /// - Returns: Whether its task has been cancelled meanwhile.
    mutating func start(
        _ id: UInt64, _ shape: Exchange<StatementReply>.Shape,
        _ continuation: CheckedContinuation<ExchangeResult, Never>
    ) -> Bool {
        var running = Running(id: id, exchange: Exchange(shape), continuation: continuation)
        running.wasCancelled = cancelledBeforeStart.contains(id)
        self.running = running
        isCopying = false
        lastStarted = id
        cancelledBeforeStart = cancelledBeforeStart.filter { $0 > id }
        _ = notices.take()
        return running.wasCancelled
    }

    /// Everybody who waits hears of the end, and libpq's memory is freed.
    mutating func end(_ error: DatabaseError) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        if case .connecting(let continuation) = phase { wakeups.append(.connected(continuation, .failure(error))) }
        if let running {
            var error = error
            // Of what is under way something was sent, whoever ends it.
            error.outcome = .unknown
            wakeups.append(.answered(running.continuation, .failure(error)))
        }
        if let flushWaiter { wakeups.append(.flushed(flushWaiter, false)) }
        phase = .closed
        running = nil
        flushWaiter = nil
        isCopying = false
        PQfinish(connection)
        connection = nil
        return wakeups
    }
}
