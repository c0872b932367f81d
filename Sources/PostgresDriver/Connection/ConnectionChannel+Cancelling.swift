internal import CLibpq
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
        let ticket = state.withLock { state -> CancelTicket? in
            guard state.running?.id == id else {
                if state.nextExchange == id + 1, state.running == nil { state.cancelledBeforeStart = id }
                return nil
            }
            guard state.running?.isCancelling == false, let pointer = PQgetCancel(state.connection) else { return nil }
            state.running?.isCancelling = true
            state.running?.wasCancelled = true
            return CancelTicket(pointer: pointer)
        }
        guard let ticket else { return }
        BlockingWork.start {
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(ticket.pointer, &message, Int32(message.count))
            PQfreeCancel(ticket.pointer)
            self.cancelIsThrough(id)
        }
    }

    private func cancelIsThrough(_ id: UInt64) {
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
        wakeup?.run()
    }
}
