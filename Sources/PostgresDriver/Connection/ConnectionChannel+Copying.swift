internal import CLibpq
import Synchronization

extension ConnectionChannel {
    /// Hands bytes of a COPY to libpq and waits until the socket has taken them, so that memory stays bounded.
    func copy(_ bytes: [UInt8]) async throws(DatabaseError) {
        guard !Task.isCancelled else { throw DatabaseError(.cancelled) }
        let isOpen = await withTaskCancellationHandler {
            await withCheckedContinuation { hand(bytes, $0) }
        } onCancel: {
            stopWaitingForFlush()
        }
        guard !Task.isCancelled else { throw DatabaseError(.cancelled) }
        guard isOpen else {
            throw DatabaseError(
                .connectionLost, detail: "the connection broke, or no COPY is under way", outcome: .unknown)
        }
    }

    private func hand(_ bytes: [UInt8], _ continuation: CheckedContinuation<Bool, Never>) {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard state.isCopying, state.flushWaiter == nil else { return [.flushed(continuation, false)] }
            state.flushWaiter = continuation
            let taken = bytes.withUnsafeBytes { bytes in
                PQputCopyData(
                    state.connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            return taken == 1 ? flush(&state) : breakOff(&state)
        }
        for wakeup in wakeups { wakeup.run() }
        // Cancelled before it waited: the handler found nobody to tell.
        if Task.isCancelled { stopWaitingForFlush() }
    }

    /// What libpq has taken goes out all the same; only the waiting ends.
    private func stopWaitingForFlush() {
        let waiter = state.withLock { state in
            defer { state.flushWaiter = nil }
            return state.flushWaiter
        }
        waiter?.resume(returning: true)
    }

    /// Ends a COPY: with everything, or giving it up, and waits for what the server says.
    func endCopy(givingUp: Bool) async -> ExchangeResult {
        await exchange(.statement, endsCopy: true) { connection in
            PQputCopyEnd(connection, givingUp ? "given up by the client" : nil) == 1
        }
    }
}
