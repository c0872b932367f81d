import Synchronization

extension ConnectionPool {
    /// Leases a connection, waiting in line when none is idle.
    ///
    /// - Parameters:
    ///   - timeout: How long to wait at most; nil takes the pool's `acquireTimeout`.
    ///   - site: Who asks. `CallSite()` is the line it stands on; a default argument could not be, since it would name
    ///     this file.
    /// - Returns: The lease; it must come back by ``release(_:reusable:)``.
    /// - Throws: Why there is none. Nothing is leased then, and trying again is safe; after `.shed` later, not at once.
    public func acquire(
        timeout: Duration? = nil, at site: CallSite
    ) async throws(PoolRefusal) -> ConnectionLease<Connection> {
        if Task.isCancelled { throw .cancelled }
        switch ask(timeout: timeout ?? settings.acquireTimeout, site: site) {
        case .leased(let grant): return ConnectionLease(grant)
        case .queued(let waiter): return ConnectionLease(try await outcome(of: waiter).get())
        case .refused(let refusal): throw refusal
        }
    }

    /// Gives a connection back. A second release of one lease does nothing.
    ///
    /// - Parameters:
    ///   - lease: What `acquire` returned.
    ///   - reusable: False closes the connection even when it says it is reusable.
    /// - Returns: How long it was held until now.
    @discardableResult
    public func release(_ lease: ConnectionLease<Connection>, reusable: Bool = true) -> Duration {
        let isReusable = reusable && lease.connection.isReusable
        var held = Duration.zero
        perform { state, now in
            held = now - lease.holder.since
            return state.machine.release(lease.id, now: now, isReusable: isReusable)
        }
        return held
    }

    /// Runs `body` with a connection and gives it back, whatever happens.
    ///
    /// - Throws: ``PoolRefusal``, or what `body` throws.
    nonisolated(nonsending) public func withLease<Value>(
        timeout: Duration? = nil, at site: CallSite,
        _ body: nonisolated(nonsending) (Connection) async throws -> sending Value
    ) async throws -> sending Value {
        let lease = try await acquire(timeout: timeout, at: site)
        defer { release(lease) }
        return try await body(lease.connection)
    }

    private func ask(timeout: Duration, site: CallSite) -> PoolAnswer {
        let now = clock.now()
        let home = Connection.callersHome
        let (answer, effects, isRunning) = state.withLock { state in
            let (answer, actions) = state.acquire(home: home, now: now, timeout: timeout, site: site)
            return (answer, state.effects(of: actions, now: now), state.isRunning)
        }
        carryOut(effects, isRunning: isRunning)
        return answer
    }

    private func outcome(of waiter: WaiterID) async -> PoolState.Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = state.withLock { state in
                    // Decided already: between the question and here, or by a cancellation that came first.
                    if let outcome = state.callers[waiter]?.outcome {
                        state.callers[waiter] = nil
                        return outcome as PoolState.Outcome?
                    }
                    state.callers[waiter]?.continuation = continuation
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            perform { state, _ in state.machine.cancel(waiter) }
        }
    }
}
