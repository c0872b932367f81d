extension PoolStateMachine {
    /// A connect succeeded.
    ///
    /// - Parameter home: The event loop the connection lives on.
    mutating func opened(_ id: ConnectionID, home: Int = 0, now: Instant) -> [PoolAction] {
        guard holds(id), slots[id.slot].phase == .connecting else { return [] }
        connectFailures = 0
        connectAllowedAt = nil
        totals.opened += 1
        let shortened = settings.lifetimeJitter * Double.random(in: 0...1, using: &random)
        slots[id.slot].expires = now + settings.maximumLifetime * (1 - shortened)
        slots[id.slot].home = max(0, home)
        slots[id.slot].bornAt = now
        slots[id.slot].lastUsed = now
        slots[id.slot].idleSince = now
        var actions: [PoolAction] = []
        admit(id, now: now, actions: &actions)
        provideConnections(now: now, actions: &actions)
        return actions
    }

    /// A connect failed.
    mutating func openFailed(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        guard holds(id), slots[id.slot].phase == .connecting else { return [] }
        totals.failedConnects += 1
        freeSlot(id)
        if slots[id.slot].failuresAtStart == connectFailures {
            connectFailures += 1
            connectAllowedAt =
                now + settings.connectBackoff.delay(afterFailures: connectFailures, using: &random)
        }
        return provideConnections(now: now) + finishIfDrained()
    }

    /// A connection is closed, on the server too; its slot is free.
    mutating func closed(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        guard holds(id), slots[id.slot].phase == .closing else { return [] }
        freeSlot(id)
        return provideConnections(now: now) + finishIfDrained()
    }

    /// The database is known to answer again: the pause after failed connects is over.
    mutating func connectivityRestored(now: Instant) -> [PoolAction] {
        connectAllowedAt = nil
        return provideConnections(now: now)
    }

    /// Credentials or the server's role changed: every connection there is now is replaced, idle ones at once, leased
    /// ones when they come back, those being opened or validated when they arrive.
    mutating func advanceGeneration(now: Instant) -> [PoolAction] {
        generation += 1
        return idle.oldestFirst.map { retire($0, .replaced, now: now) } + provideConnections(now: now)
    }

    /// How many connects should be under way for the callers that wait and the idle connections to be kept.
    ///
    /// A pool that could not connect and has no connection goes on trying although nobody asks: otherwise nobody could
    /// tell that it is usable again.
    var wantedConnects: Int {
        let promised = validating - suspected
        switch mode {
        case .serving:
            let proof = connectFailures > 0 && idle.isEmpty && leased == 0 && validating == 0 ? 1 : 0
            return max(proof, waiters.count + settings.minimumIdle - idle.count - promised)
        case .draining: return waiters.count - promised
        case .closing, .finished: return 0
        }
    }

    var connectLimit: Int { connectFailures > 0 ? 1 : settings.maximumConcurrentConnects }

    mutating func provideConnections(now: Instant) -> [PoolAction] {
        var actions: [PoolAction] = []
        provideConnections(now: now, actions: &actions)
        return actions
    }

    /// Starts what the callers in the queue and the idle minimum need: validations first, connects for the rest.
    ///
    /// No caller waits for a certain one of them: whichever is ready first serves the first in the queue.
    mutating func provideConnections(now: Instant, actions: inout [PoolAction]) {
        if !waiters.isEmpty { validateForCallers(now: now, actions: &actions) }
        if let connectAllowedAt, connectAllowedAt > now { return }
        let wanted = min(wantedConnects, connectLimit)
        while connecting < wanted, let id = takeSlot(now: now) { actions.append(.open(id)) }
    }
}
