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

    /// Asks the server to cancel an exchange, if it is still under way. The request opens a connection of its own and
    /// blocks until the server has closed that, so it is sent from a thread that may block; until then nobody else
    /// gets the connection, and so no later statement can be hit.
    func cancel(_ id: UInt64) {
        state.withLock { state in
            guard state.running?.id == id else {
                if state.nextExchange == id + 1, state.running == nil { state.cancelledBeforeStart = id }
                return
            }
            state.running?.wasCancelled = true
        }
        requestCancel(id, attempt: 1)
    }

    private func requestCancel(_ id: UInt64, attempt: Int) {
        let ticket = state.withLock { state -> CancelTicket? in
            guard state.running?.id == id, state.running?.isCancelling == false,
                let pointer = PQgetCancel(state.connection)
            else { return nil }
            state.running?.isCancelling = true
            return CancelTicket(pointer: pointer)
        }
        guard let ticket else { return }
        BlockingWork.start {
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(ticket.pointer, &message, Int32(message.count))
            PQfreeCancel(ticket.pointer)
            self.cancelIsThrough(id, attempt: attempt)
        }
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
        // A request that reaches the server before the statement does is lost, and so is one over a connection that
        // broke: it is repeated until the statement has ended. Nothing but this exchange can be hit.
        let delay = DispatchTimeInterval.milliseconds(min(1_000, 50 << min(attempt, 5)))
        BlockingWork.start(after: delay) { self.requestCancel(id, attempt: attempt + 1) }
    }
}
