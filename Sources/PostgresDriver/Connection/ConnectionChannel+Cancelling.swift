internal import CLibpq
import Dispatch
import Synchronization

extension ConnectionChannel {
    /// What libpq needs for a cancel request.
    ///
    /// `@unchecked Sendable` holds because libpq copies the server's address and key into it, and one thread uses it.
    private struct CancelTicket: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// How long the server may take to confirm a cancellation before the connection is closed over it.
    private static let patience = DispatchTimeInterval.seconds(5)

    /// Asks the server to cancel an exchange, if it is still under way. Until the server has confirmed it nobody else
    /// gets the connection, and so no later statement can be hit.
    func cancel(_ id: UInt64) {
        let isUnderWay = state.withLock { state in
            guard state.running?.id == id else {
                if id > state.lastStarted { state.cancelledBeforeStart.insert(id) }
                return false
            }
            state.running?.wasCancelled = true
            return true
        }
        if isUnderWay { startCancelling(id) }
    }

    func startCancelling(_ id: UInt64) {
        requestCancel(id, attempt: 1)
        // The request itself may block, and a server that hangs confirms nothing.
        Deadline.after(Self.patience) { self.giveUp(id) }
    }

    private func giveUp(_ id: UInt64) {
        let wakeups = state.withLock { state in
            state.running?.id == id
                ? end(&state, DatabaseError(.cancelled, detail: "the server did not confirm it", outcome: .unknown))
                : []
        }
        for wakeup in wakeups { wakeup.run() }
    }

    /// The request opens a connection of its own and blocks until the server has closed that, so it is sent from a
    /// thread that may block.
    private func requestCancel(_ id: UInt64, attempt: Int) {
        let ticket = state.withLock { state -> CancelTicket? in
            guard state.running?.id == id, state.running?.isCancelling == false,
                let pointer = PQgetCancel(state.connection)
            else { return nil }
            state.running?.isCancelling = true
            return CancelTicket(pointer: pointer)
        }
        guard let ticket else { return }
        // Not one of Dispatch's threads: on a network that stalls it is held for ever, and Dispatch replaces a held thread
        // only about once a second, while connects and everybody's tasks wait.
        let thread = LoopThread(name: "pg-cancel") {
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(ticket.pointer, &message, Int32(message.count))
            PQfreeCancel(ticket.pointer)
            self.cancelIsThrough(id, attempt: attempt)
        }
        thread.start()
    }

    private func cancelIsThrough(_ id: UInt64, attempt: Int) {
        let wakeup = state.withLock { state -> Wakeup? in
            guard var running = state.running, running.id == id else { return nil }
            running.isCancelling = false
            guard let result = running.result else {
                state.running = running
                return nil
            }
            state.running = nil
            return .answered(running.continuation, result)
        }
        guard wakeup == nil else {
            wakeup?.run()
            return
        }
        // A request that reaches the server before it has read the statement is lost: it is repeated until the
        // statement has ended. Nothing but this exchange can be hit.
        Deadline.after(.milliseconds(min(1_000, 50 << min(attempt, 5)))) {
            self.requestCancel(id, attempt: attempt + 1)
        }
    }
}
