/// What a stream or a COPY is handed, or the error with which the connection ended.
typealias PulledEvent = Result<TransportEvent, DatabaseError>

/// A stream or a COPY under way: its answers are taken one by one, by the one who wants them, and nothing is read from
/// the socket before. That is what keeps its memory constant.
struct DirectExchange {
    enum Stage { case results, copyingIn, copyingOut }

    let id: UInt64
    /// It ends with a Sync then; a COPY cannot be pipelined.
    let isPipelined: Bool
    var stage = Stage.results
    /// An event that came right after rows and waits until these have been taken.
    var next: TransportEvent?
    /// The one who waits for the next event.
    var puller: CheckedContinuation<PulledEvent, Never>?
    /// The one who waits until the socket has taken the data of a COPY.
    var flushWaiter: CheckedContinuation<Bool, Never>?

    /// Everybody who waits hears that the connection has ended.
    func end(_ error: DatabaseError) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        if let puller { wakeups.append(.pulled(puller, .failure(error))) }
        if let flushWaiter { wakeups.append(.flushed(flushWaiter, false)) }
        return wakeups
    }
}
