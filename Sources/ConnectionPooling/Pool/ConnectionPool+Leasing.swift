import Synchronization

extension ConnectionPool {
    /// Leases a connection, waiting in line when none is idle.
    ///
    /// - Parameters:
    ///   - timeout: How long to wait at most; nil takes the pool's `acquireTimeout`.
    ///   - site: Who asks. `CallSite()` is the line it stands on; a default argument could not be, since it would name
    ///     this file.
    /// - Returns: The lease; it must come back by ``release(_:reusable:)``.
    /// - Throws: Why there is none. Nothing is leased then, and trying again is safe.
    public func acquire(
        timeout: Duration? = nil, at site: CallSite
    ) async throws(PoolRefusal) -> ConnectionLease<Connection> {
        if Task.isCancelled { throw .cancelled }
        let immediate = perform { state, now in
            let (lease, actions) = state.leaseIdle(now: now)
            return (state.connection(of: lease, at: site, now: now), actions)
        }
        if let immediate { return immediate }
        return try await wait(timeout: timeout ?? settings.acquireTimeout, site: site).get()
    }

    /// Gives a connection back. A second release of one lease does nothing.
    ///
    /// - Parameters:
    ///   - lease: What `acquire` returned.
    ///   - reusable: False closes the connection even when it says it is reusable.
    public func release(_ lease: ConnectionLease<Connection>, reusable: Bool = true) {
        let isReusable = reusable && lease.connection.isReusable
        perform { state, now in state.machine.release(lease.id, now: now, isReusable: isReusable) }
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

    private func wait(timeout: Duration, site: CallSite) async -> Result<ConnectionLease<Connection>, PoolRefusal> {
        let waiter = state.withLock { state in
            state.lastWaiterNumber += 1
            return WaiterID(state.lastWaiterNumber)
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                perform { state, now in
                    state.waiters[waiter] = (continuation, site)
                    // The handler may have run before this waiter was known; then nobody else would send it away.
                    if Task.isCancelled { return [.refuse(waiter, .cancelled)] }
                    return state.acquire(waiter, now: now, deadline: now + timeout)
                }
            }
        } onCancel: {
            perform { state, _ in state.machine.cancel(waiter) }
        }
    }
}

extension ConnectionPool.State {
    mutating func leaseIdle(now: ContinuousClock.Instant) -> (lease: LeaseID?, actions: [PoolAction]) {
        let connections = connections
        return machine.leaseIdle(now: now) { connections[$0]?.isReusable ?? false }
    }

    mutating func acquire(
        _ waiter: WaiterID, now: ContinuousClock.Instant, deadline: ContinuousClock.Instant
    ) -> [PoolAction] {
        let connections = connections
        return machine.acquire(waiter, now: now, deadline: deadline) { connections[$0]?.isReusable ?? false }
    }

    func connection(
        of lease: LeaseID?, at site: CallSite, now: ContinuousClock.Instant
    ) -> ConnectionLease<Connection>? {
        guard let lease, let connection = connections[lease.connection] else { return nil }
        return ConnectionLease(id: lease, connection: connection, holder: LeaseHolder(site: site, since: now))
    }
}
