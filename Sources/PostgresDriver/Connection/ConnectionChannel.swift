internal import CLibpq
import Synchronization

/// One libpq connection on its event loop. libpq is called under `state`'s mutex alone, from whichever thread: the
/// sender's when a statement leaves, the loop's when something arrives.
final class ConnectionChannel: ReadinessHandler {
    let loop: EventLoop
    let state = Mutex(ConnectionState())
    private let registration = Mutex<UInt64>(0)

    init(loop: EventLoop) {
        self.loop = loop
    }

    // MARK: What the loop reports

    func socketIsReady(_ readiness: Readiness) {
        let wakeups = state.withLock { state -> [Wakeup] in
            switch state.phase {
            case .connecting: advanceConnecting(&state)
            case .open: advanceOpen(&state, readiness)
            case .new, .closed: []
            }
        }
        for wakeup in wakeups { wakeup.run() }
    }

    private func advanceOpen(_ state: inout ConnectionState, _ readiness: Readiness) -> [Wakeup] {
        var wakeups: [Wakeup] = []
        if readiness.contains(.writable) { wakeups += flush(&state) }
        if readiness.contains(.readable) { wakeups += receive(&state) }
        return wakeups
    }

    /// Sends what libpq has queued; the loop tells when the rest may follow.
    func flush(_ state: inout ConnectionState) -> [Wakeup] {
        switch PQflush(state.connection) {
        case 0:
            watch(state.socket, for: .readable)
            defer { state.flushWaiter = nil }
            return state.flushWaiter.map { [.flushed($0, true)] } ?? []
        case 1:
            watch(state.socket, for: [.readable, .writable])
            return []
        default:
            return breakOff(&state)
        }
    }

    // MARK: The socket

    func startWatching() {
        registration.withLock { $0 = loop.register(self) }
    }

    func watch(_ socket: Int32, for readiness: Readiness) {
        loop.watch(socket, for: readiness, registration: registration.withLock { $0 })
    }

    func stopWatching(_ state: ConnectionState) {
        // libpq may have closed the socket already, and its number may be another connection's by now.
        if state.socket >= 0, PQsocket(state.connection) == state.socket { loop.unwatch(state.socket) }
        loop.deregister(registration.withLock { $0 })
    }

    // MARK: The end

    /// The server is gone, or said what it must not: nothing more can be done with this connection.
    func breakOff(_ state: inout ConnectionState, _ code: DatabaseError.Code = .connectionLost) -> [Wakeup] {
        var error = DatabaseError(code, outcome: state.running == nil ? .notApplied : .unknown)
        error.serverMessage = state.connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) }
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
        for wakeup in wakeups { wakeup.run() }
    }
}
