extension PoolStateMachine {
    /// A caller wants a connection at once or not at all.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - isUsable: Whether an idle connection still works; one that does not is closed and the next one tried.
    /// - Returns: The lease, or nil when the caller has to queue.
    mutating func leaseIdle(
        now: Instant, isUsable: (ConnectionID) -> Bool
    ) -> (lease: LeaseID?, actions: [PoolAction]) {
        guard mode == .serving else { return (nil, []) }
        var actions: [PoolAction] = []
        while let id = idle.last {
            if !isExpired(id, now: now), isUsable(id) { return (lease(id), actions) }
            actions.append(retire(id))
        }
        return (nil, actions)
    }

    /// A caller wants a connection and is ready to wait for it.
    mutating func acquire(
        _ waiter: WaiterID, now: Instant, deadline: Instant, isUsable: (ConnectionID) -> Bool
    ) -> [PoolAction] {
        guard mode == .serving else { return [.refuse(waiter, .shutDown)] }
        var (lease, actions) = leaseIdle(now: now, isUsable: isUsable)
        if let lease {
            actions.append(.lease(lease, to: waiter))
        } else if deadline <= now {
            actions.append(.refuse(waiter, .timedOut))
        } else {
            waiters.append(waiter, deadline: deadline)
        }
        return actions + openIfNeeded(now: now)
    }

    /// A caller stopped waiting. A connection being opened for it goes to the next caller or becomes idle.
    mutating func cancel(_ waiter: WaiterID) -> [PoolAction] {
        guard waiters.remove(waiter) else { return [] }
        return [.refuse(waiter, .cancelled)] + finishIfDrained()
    }

    /// A caller gave its connection back.
    ///
    /// - Parameter isReusable: Whether it is open, idle and as clean as when it was leased.
    mutating func release(_ lease: LeaseID, now: Instant, isReusable: Bool) -> [PoolAction] {
        let id = lease.connection
        guard slots[id]?.phase == .leased(lease) else { return [] }
        let mayStay = isReusable && !isExpired(id, now: now) && slots[id]?.generation == generation
        let actions = mayStay ? settle(id, now: now) : [retire(id)]
        return actions + openIfNeeded(now: now)
    }

    /// Gives a usable connection to the next caller, or to nobody.
    mutating func settle(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        if let waiter = waiters.popFirst() { return [.lease(lease(id), to: waiter)] }
        if mode != .serving { return [retire(id)] }
        move(id, to: .idle(since: now))
        return []
    }

    func isExpired(_ id: ConnectionID, now: Instant) -> Bool {
        guard let expires = slots[id]?.expires else { return false }
        return expires <= now
    }
}
