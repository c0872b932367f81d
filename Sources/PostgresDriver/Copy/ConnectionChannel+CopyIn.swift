import Synchronization

extension ConnectionChannel {
    /// The transport copies what it is handed into a buffer of its own and counts it in 32 bits, so that a larger write
    /// goes in parts.
    private static let mostBytesAtATime = 1 << 20

    /// Hands bytes of a COPY to the transport and waits until the socket has taken them, so that memory stays bounded.
    func copy(_ bytes: [UInt8], _ id: UInt64) async throws(DatabaseError) {
        var start = 0
        repeat {
            let end = start + min(Self.mostBytesAtATime, bytes.count - start)
            try await copy(bytes[start..<end], id)
            start = end
        } while start < bytes.count
        if isTimeToYield(id, after: bytes.count) { await Task.yield() }
    }

    /// As long as the socket takes everything a write does not wait, and nobody else on the thread would have a turn.
    private static let mostBytesATurn = 1 << 18

    private func isTimeToYield(_ id: UInt64, after bytes: Int) -> Bool {
        state.withLock { state in
            guard state.direct?.id == id else { return false }
            state.direct?.bytesThisTurn += bytes
            guard let all = state.direct?.bytesThisTurn, all >= Self.mostBytesATurn else { return false }
            state.direct?.bytesThisTurn = 0
            return true
        }
    }

    private func copy(_ bytes: ArraySlice<UInt8>, _ id: UInt64) async throws(DatabaseError) {
        guard !Task.isCancelled else { throw DatabaseError(.cancelled) }
        let isOpen = await withTaskCancellationHandler {
            await withCheckedContinuation { hand(bytes, id, $0) }
        } onCancel: {
            stopWaitingForFlush(id)
        }
        guard !Task.isCancelled else { throw DatabaseError(.cancelled) }
        guard isOpen else {
            throw DatabaseError(
                .connectionLost, detail: "the connection broke, or no COPY is under way", outcome: .unknown)
        }
    }

    private func hand(_ bytes: ArraySlice<UInt8>, _ id: UInt64, _ waiter: CheckedContinuation<Bool, Never>) {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard let direct = state.direct, direct.id == id, direct.stage == .copyingIn, direct.flushWaiter == nil,
                let libpq = state.libpq
            else { return [.flushed(waiter, false)] }
            state.direct?.flushWaiter = waiter
            return bytes.withUnsafeBytes(libpq.putCopyData) ? flush(&state) : breakOff(&state)
        }
        wakeups.run()
        // Cancelled before it waited: the handler found nobody to tell.
        if Task.isCancelled { stopWaitingForFlush(id) }
    }

    /// What the transport has taken goes out all the same; only the waiting ends.
    private func stopWaitingForFlush(_ id: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.direct?.id == id else { return nil }
            defer { state.direct?.flushWaiter = nil }
            return state.direct?.flushWaiter
        }
        waiter?.resume(returning: true)
    }

    /// Ends the data of a COPY: with everything, or giving it up. What the server says of it is pulled then.
    func endCopy(_ id: UInt64, givingUp: Bool) {
        let wakeups = state.withLock { state -> [Wakeup] in
            guard let direct = state.direct, direct.id == id, direct.stage == .copyingIn, let libpq = state.libpq else {
                return []
            }
            state.direct?.stage = .results
            return libpq.putCopyEnd(givingUp: givingUp) ? flush(&state) : breakOff(&state)
        }
        wakeups.run()
    }
}
