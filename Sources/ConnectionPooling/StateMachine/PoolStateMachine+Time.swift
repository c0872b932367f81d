extension PoolStateMachine {
    /// When the machine next wants ``tick(now:isUsable:)``. May come earlier after any event.
    var nextWake: Instant? {
        if mode == .finished { return nil }
        var wake = nextHousekeeping
        if let deadline = waiters.earliestDeadline { wake = min(wake, deadline) }
        if let connectAllowedAt, wantedConnects > opening, slots.count < settings.maximum {
            wake = min(wake, connectAllowedAt)
        }
        if case .draining(let deadline) = mode { wake = min(wake, deadline) }
        return wake
    }

    /// Time has passed. Calling it too often or too late changes nothing but punctuality.
    mutating func tick(now: Instant, isUsable: (ConnectionID) -> Bool) -> [PoolAction] {
        var actions = waiters.removeExpired(at: now).map { PoolAction.refuse($0, .timedOut) }
        if now >= nextHousekeeping {
            nextHousekeeping = now + settings.housekeepingInterval
            actions += retireUnfitIdle(now: now, isUsable: isUsable)
        }
        if let connectAllowedAt, connectAllowedAt <= now { self.connectAllowedAt = nil }
        return actions + endDrainIfDue(now: now) + openIfNeeded(now: now) + finishIfDrained()
    }

    private mutating func retireUnfitIdle(now: Instant, isUsable: (ConnectionID) -> Bool) -> [PoolAction] {
        var actions = idle.filter { isExpired($0, now: now) || !isUsable($0) }.map { retire($0) }
        while idle.count > settings.minimumIdle, let id = idle.first,
            case .idle(let since) = slots[id]?.phase, since + settings.idleTimeout <= now
        {
            actions.append(retire(id))
        }
        return actions
    }
}
