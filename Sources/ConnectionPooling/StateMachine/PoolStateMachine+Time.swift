extension PoolStateMachine {
    /// When the machine next wants ``tick(now:isUsable:)``. May come earlier after any event.
    var nextWake: Instant? {
        if mode == .finished { return nil }
        var wake = nextHousekeeping
        if let deadline = waiters.earliestDeadline { wake = min(wake, deadline) }
        if !waiters.isEmpty, let shedder { wake = min(wake, shedder.nextLook) }
        if let deadline = earliestValidationDeadline { wake = min(wake, deadline) }
        if let connectAllowedAt, wantedConnects > connecting, !freeSlots.isEmpty {
            wake = min(wake, connectAllowedAt)
        }
        if case .draining(let deadline) = mode { wake = min(wake, deadline) }
        return wake
    }

    /// Time has passed. Calling it too often or too late changes nothing but punctuality.
    mutating func tick(now: Instant, isUsable: (ConnectionID) -> Bool) -> [PoolAction] {
        var actions: [PoolAction] = []
        timeOutWaiters(now: now, actions: &actions)
        failLateValidations(now: now, actions: &actions)
        if !waiters.isEmpty { shed(now: now, actions: &actions) }
        if now >= nextHousekeeping {
            nextHousekeeping = now + settings.housekeepingInterval
            retireUnfitIdle(now: now, isUsable: isUsable, actions: &actions)
            keepAliveIfDue(now: now, actions: &actions)
            reportLeaks(now: now, actions: &actions)
        }
        if let connectAllowedAt, connectAllowedAt <= now { self.connectAllowedAt = nil }
        actions += endDrainIfDue(now: now)
        provideConnections(now: now, actions: &actions)
        return actions + finishIfDrained()
    }

    /// Sends those away whose time is over, naming who holds the connections when that was not done lately.
    mutating func timeOutWaiters(now: Instant, actions: inout [PoolAction]) {
        let expired = waiters.removeExpired(at: now)
        guard !expired.isEmpty else { return }
        totals.timeouts += expired.count
        if now >= nextHolderReport {
            nextHolderReport = now + settings.leakThreshold
            actions.append(.reportHolders)
        }
        actions += expired.map { .refuse($0, .timedOut) }
    }

    private mutating func retireUnfitIdle(
        now: Instant, isUsable: (ConnectionID) -> Bool, actions: inout [PoolAction]
    ) {
        for id in idle.oldestFirst {
            if isExpired(id, now: now) {
                actions.append(retire(id, .maximumLifetime, now: now))
            } else if !isUsable(id) {
                actions.append(retire(id, .broken, now: now))
            } else if idle.count > settings.minimumIdle, slots[id.slot].idleSince + settings.idleTimeout <= now {
                actions.append(retire(id, .idleTimeout, now: now))
            }
        }
    }

    private mutating func reportLeaks(now: Instant, actions: inout [PoolAction]) {
        for slot in slots.indices where slots[slot].leasedAt + settings.leakThreshold <= now {
            guard case .leased(let number) = slots[slot].phase, !slots[slot].isReported else { continue }
            slots[slot].isReported = true
            let id = ConnectionID(slot: slot, number: slots[slot].number)
            actions.append(.reportLeak(LeaseID(connection: id, number: number)))
        }
    }
}
