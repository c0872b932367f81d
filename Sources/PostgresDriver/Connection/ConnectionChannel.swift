import Synchronization

/// One connection on its event loop. The transport is called under `state`'s mutex alone, from whichever thread: the
/// sender's when a statement leaves, the loop's when something arrives.
final class ConnectionChannel: ReadinessHandler {
    let loop: EventLoop
    let state: Mutex<ConnectionState>
    let cancelTimeout: Duration
    private let registration = Mutex<UInt64>(0)
    private let lastExchange = Atomic<UInt64>(0)

    init(_ configuration: ConnectionConfiguration, on loop: EventLoop, noticeLog: NoticeLog?) {
        self.loop = loop
        cancelTimeout = configuration.cancelTimeout
        state = Mutex(
            ConnectionState(
                statementCacheCapacity: configuration.statementCacheCapacity, noticeLog: noticeLog))
    }

    /// A number that no other exchange of this connection has.
    func newExchange() -> UInt64 {
        lastExchange.wrappingAdd(1, ordering: .relaxed).newValue
    }

    // MARK: What the loop reports

    func socketIsReady(_ readiness: Readiness) {
        let wakeups = state.withLock { state -> [Wakeup] in
            state.isReadOnlyByDefault = nil
            return switch state.phase {
            case .connecting: advanceConnecting(&state)
            case .open: advanceOpen(&state, readiness)
            case .new, .closed: []
            }
        }
        wakeups.run()
    }

    private func advanceOpen(_ state: inout ConnectionState, _ readiness: Readiness) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        if readiness.contains(.writable) {
            wakeups += flush(&state)
            // Where the socket was full libpq has read as well, and epoll tells nothing of what it holds already.
            if let libpq = state.libpq, !state.pipeline.isEmpty { wakeups += receiveReplies(&state, libpq) }
        }
        if readiness.contains(.readable), state.isOpen { wakeups += receive(&state) }
        return wakeups
    }

    private func receive(_ state: inout ConnectionState) -> [Wakeup] {
        guard let libpq = state.libpq else { return [] }
        if let direct = state.direct, direct.puller == nil, direct.stage != .copyingIn {
            // Nobody has asked for more: what the server sends stays in the socket.
            watch(&state, for: state.interest.subtracting(.readable))
            return []
        }
        // What was read before the end of the connection is still there to be handed out.
        let isAlive = libpq.consumeInput()
        var wakeups: [Wakeup]
        if state.direct != nil {
            wakeups = receiveDirect(&state, libpq)
        } else if state.pipeline.isEmpty {
            libpq.takeInAsides()
            wakeups = takeIdleNotices(&state)
        } else {
            wakeups = receiveReplies(&state, libpq)
        }
        if state.isOpen { wakeups += takeNotifications(&state, libpq) }
        return state.isOpen && (!isAlive || libpq.isBroken) ? wakeups + breakOff(&state) : wakeups
    }

    /// Notices that came with no result are nobody's but the log's.
    func takeIdleNotices(_ state: inout ConnectionState) -> [Wakeup] {
        let notices = state.notices.take()
        guard let log = state.noticeLog, !notices.isEmpty else { return [] }
        return [.noticed(log, notices)]
    }

    // MARK: The socket

    /// Sends what is queued; the loop tells when the rest may follow.
    func flush(_ state: inout ConnectionState) -> [Wakeup] {
        guard let libpq = state.libpq else { return [] }
        switch libpq.flush() {
        case .done:
            if state.interest.contains(.writable) || state.interest.isEmpty { watch(&state, for: .readable) }
            guard let waiter = state.direct?.flushWaiter else { return [] }
            state.direct?.flushWaiter = nil
            return [.flushed(waiter, true)]
        case .pending:
            watch(&state, for: [.readable, .writable])
            return []
        case .broken:
            return breakOff(&state)
        }
    }

    func startWatching() {
        registration.withLock { $0 = loop.register(self) }
    }

    /// Tells the loop what to watch the socket for, when that changes.
    func watch(_ state: inout ConnectionState, for readiness: Readiness) {
        guard state.interest != readiness else { return }
        state.interest = readiness
        watch(state.socket, for: readiness)
    }

    /// Tells the loop in any case: libpq may have opened another socket.
    func watch(_ socket: Int32, for readiness: Readiness) {
        loop.watch(socket, for: readiness, registration: registration.withLock { $0 })
    }

    private func stopWatching(_ state: ConnectionState) {
        // libpq may have closed the socket already, and its number may be another connection's by now.
        if state.socket >= 0, state.libpq?.socket == state.socket { loop.unwatch(state.socket) }
        loop.deregister(registration.withLock { $0 })
    }

    // MARK: The end

    /// The server is gone, or said what it must not: nothing more can be done with this connection.
    func breakOff(_ state: inout ConnectionState, _ code: DatabaseError.Code = .connectionLost) -> [Wakeup] {
        let isIdle = state.pipeline.isEmpty && state.direct == nil
        var error = DatabaseError(code, outcome: isIdle ? .notApplied : .unknown)
        error.serverMessage = state.libpq?.errorMessage
        return end(&state, error)
    }

    func end(_ state: inout ConnectionState, _ error: DatabaseError) -> [Wakeup] {
        stopWatching(state)
        return state.end(error)
    }

    /// Closes at once, whatever is under way.
    func close(_ error: DatabaseError = DatabaseError(.closed)) {
        let wakeups = state.withLock { state -> [Wakeup] in
            if case .closed = state.phase { return [] }
            return end(&state, error)
        }
        wakeups.run()
    }
}
