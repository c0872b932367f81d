import Dispatch
import Synchronization

extension ConnectionChannel {
    /// Asks the server to cancel an exchange, if it is still under way. Until the server has confirmed it nobody else
    /// gets the connection, and so no later statement can be hit.
    func cancel(_ id: UInt64, for cause: Occupant.Cause) {
        let isNew = state.withLock { state in
            guard state.occupant?.id == id, state.occupant?.cancellation == nil else { return false }
            state.occupant?.cancellation = Occupant.Cancellation(cause: cause)
            return true
        }
        guard isNew else { return }
        requestCancel(id, attempt: 1)
        // The request itself may block, and a server that hangs confirms nothing.
        Timer.fire(after: .nanoseconds(cancelTimeout.wholeNanoseconds)) { [weak self] in self?.giveUp(id) }
    }

    private func giveUp(_ id: UInt64) {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard state.occupant?.id == id, let cause = state.occupant?.cancellation?.cause else { return [] }
            return end(&state, DatabaseError(cause.code, detail: "the server did not confirm it", outcome: .unknown))
        }
        wakeups.run()
    }

    /// The request opens a connection of its own and blocks until the server has closed that, so it is sent from a
    /// thread that may block.
    private func requestCancel(_ id: UInt64, attempt: Int) {
        let request = state.withLock { state -> CancelRequest? in
            guard state.occupant?.id == id, state.occupant?.cancellation?.isRequestOnItsWay == false,
                let request = state.libpq.flatMap({ CancelRequest(for: $0) })
            else { return nil }
            state.occupant?.cancellation?.isRequestOnItsWay = true
            return request
        }
        guard let request else { return }
        BlockingWork.start {
            request.send()
            self.requestIsThrough(id, attempt: attempt)
        }
    }

    private func requestIsThrough(_ id: UInt64, attempt: Int) {
        let wakeups = state.withLock { state -> [Wakeup]? in
            guard state.occupant?.id == id else { return nil }
            state.occupant?.cancellation?.isRequestOnItsWay = false
            return state.occupant?.cancellation?.held.map { state.release(id, $0) }
        }
        guard wakeups == nil else {
            wakeups?.run()
            return
        }
        // A request that reaches the server before it has read the statement is lost: it is repeated until the
        // statement has ended. Nothing but this exchange can be hit.
        Timer.fire(after: .milliseconds(min(1_000, 50 << min(attempt, 5)))) { [weak self] in
            self?.requestCancel(id, attempt: attempt + 1)
        }
    }

    // MARK: Deadlines

    /// Called with the lock held.
    func setDeadline(_ state: inout ConnectionState, _ id: UInt64, _ timeout: Duration) {
        let time = DispatchTime.now() + .nanoseconds(timeout.wholeNanoseconds)
        if let time = state.deadline.set(id, at: time) { startTimer(for: time) }
    }

    private func startTimer(for time: DispatchTime) {
        Timer.fire(at: time) { [weak self] in self?.timerFired(for: time) }
    }

    private func timerFired(for time: DispatchTime) {
        switch state.withLock({ $0.deadline.fired(for: time) }) {
        case .nothing: break
        case .wait(let time): startTimer(for: time)
        case .due(let id): cancel(id, for: .deadline)
        }
    }
}
