extension PoolStateMachine {
    /// What a caller hears at once.
    enum Answer: Sendable, Hashable {
        case leased(LeaseID)
        /// It gets `lease` or `refuse` later.
        case queued(WaiterID)
        case refused(PoolRefusal)
    }

    /// A caller wants a connection.
    ///
    /// - Parameters:
    ///   - home: The caller's event loop, whose connections it prefers.
    ///   - now: The time.
    ///   - timeout: How long it waits at most.
    ///   - isUsable: Whether an idle connection still works; one that does not is closed and the next one tried.
    mutating func acquire(
        home: Int? = nil, now: Instant, timeout: Duration, isUsable: (ConnectionID) -> Bool
    ) -> (answer: Answer, actions: [PoolAction]) {
        guard mode == .serving else { return (.refused(.shutDown), []) }
        var actions: [PoolAction] = []
        let answer: Answer
        if let lease = leaseIdle(home: home, now: now, isUsable: isUsable, actions: &actions) {
            answer = .leased(lease)
        } else {
            answer = .queued(waiters.append(since: now, deadline: now + timeout))
            waitingPeak = max(waitingPeak, waiters.count)
            if timeout <= .zero { timeOutWaiters(now: now, actions: &actions) }
        }
        provideConnections(now: now, actions: &actions)
        return (answer, actions)
    }

    private mutating func leaseIdle(
        home: Int?, now: Instant, isUsable: (ConnectionID) -> Bool, actions: inout [PoolAction]
    ) -> LeaseID? {
        guard waiters.isEmpty else { return nil }
        while let id = freshIdle(home: home, now: now) {
            if isExpired(id, now: now) {
                actions.append(retire(id, .maximumLifetime, now: now))
            } else if !isUsable(id) {
                actions.append(retire(id, .broken, now: now))
            } else {
                return lease(id, now: now)
            }
        }
        return nil
    }

    /// One that needs no validation: the caller's own loop's, or the one used last of the others'.
    private func freshIdle(home: Int?, now: Instant) -> ConnectionID? {
        if let home, let id = idle.mostRecent(on: home), isFresh(id, now: now) { return id }
        guard let id = idle.mostRecent, isFresh(id, now: now) else { return nil }
        return id
    }

    private func isFresh(_ id: ConnectionID, now: Instant) -> Bool {
        now <= slots[id.slot].lastUsed + settings.validationGrace
    }

    /// A caller stopped waiting. A connection being opened for it goes to the next caller or becomes idle.
    mutating func cancel(_ waiter: WaiterID) -> [PoolAction] {
        guard waiters.remove(waiter) else { return [] }
        totals.cancellations += 1
        return [.refuse(waiter, .cancelled)] + finishIfDrained()
    }

    /// A caller gave its connection back.
    ///
    /// - Parameter isReusable: Whether it is open, idle and as clean as when it was leased.
    mutating func release(_ lease: LeaseID, now: Instant, isReusable: Bool) -> [PoolAction] {
        let id = lease.connection
        guard holds(id), slots[id.slot].phase == .leased(lease.number) else { return [] }
        var actions: [PoolAction] = []
        if isReusable {
            slots[id.slot].lastUsed = now
            slots[id.slot].idleSince = now
            admit(id, now: now, actions: &actions)
        } else {
            actions.append(retire(id, .notReusable, now: now))
        }
        provideConnections(now: now, actions: &actions)
        return actions
    }

    /// Keeps a connection that has just shown that it works, unless its time is over.
    mutating func admit(_ id: ConnectionID, now: Instant, actions: inout [PoolAction]) {
        if slots[id.slot].generation != generation {
            actions.append(retire(id, .replaced, now: now))
        } else if isExpired(id, now: now) {
            actions.append(retire(id, .maximumLifetime, now: now))
        } else {
            settle(id, now: now, actions: &actions)
        }
    }

    /// Gives a usable connection to the next caller, or to nobody.
    private mutating func settle(_ id: ConnectionID, now: Instant, actions: inout [PoolAction]) {
        if !waiters.isEmpty { shed(now: now, actions: &actions) }
        if let (waiter, since) = waiters.popFirst() {
            shedder?.served(after: now - since)
            actions.append(.lease(lease(id, now: now), to: waiter, after: now - since))
        } else if mode == .serving {
            shedder?.served(after: .zero)
            move(id, to: .idle)
        } else {
            actions.append(retire(id, .shutDown, now: now))
        }
    }

    /// Sends those away who have waited so long that the load has to be shed.
    mutating func shed(now: Instant, actions: inout [PoolAction]) {
        guard shedder != nil else { return }
        shedder?.look(now: now, firstWait: waiters.firstSince.map { now - $0 } ?? .zero)
        while let since = waiters.firstSince, shedder?.refuses(after: now - since) == true,
            let (waiter, _) = waiters.popFirst()
        {
            totals.sheds += 1
            actions.append(.refuse(waiter, .shed))
        }
    }
}
