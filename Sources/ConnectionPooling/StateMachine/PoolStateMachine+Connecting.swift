extension PoolStateMachine {
    /// A connect succeeded.
    mutating func opened(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        guard let slot = slots[id], slot.phase == .opening else { return [] }
        connectFailures = 0
        connectAllowedAt = nil
        let shortened = settings.lifetimeJitter * Double.random(in: 0...1, using: &random)
        let expires = now + settings.maximumLifetime * (1 - shortened)
        slots[id]?.expires = expires
        let actions = slot.generation == generation ? settle(id, now: now) : [retire(id)]
        return actions + openIfNeeded(now: now)
    }

    /// A connect failed.
    mutating func openFailed(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        guard let slot = slots[id], slot.phase == .opening else { return [] }
        remove(id)
        if slot.failuresAtStart == connectFailures {
            connectFailures += 1
            connectAllowedAt =
                now + settings.connectBackoff.delay(afterFailures: connectFailures, using: &random)
        }
        return openIfNeeded(now: now) + finishIfDrained()
    }

    /// A connection is closed, on the server too; its slot is free.
    mutating func closed(_ id: ConnectionID, now: Instant) -> [PoolAction] {
        guard slots[id]?.phase == .closing else { return [] }
        remove(id)
        return openIfNeeded(now: now) + finishIfDrained()
    }

    /// The database is known to answer again: the pause after failed connects is over.
    mutating func connectivityRestored(now: Instant) -> [PoolAction] {
        connectAllowedAt = nil
        return openIfNeeded(now: now)
    }

    /// Credentials or the server's role changed: every connection there is now is replaced, idle ones at once, leased
    /// ones when they come back, those being opened when they arrive.
    mutating func advanceGeneration(now: Instant) -> [PoolAction] {
        generation += 1
        return idle.map { retire($0) } + openIfNeeded(now: now)
    }

    /// How many connects should be under way for the callers that wait and the idle connections to be kept.
    ///
    /// A pool that could not connect and has no connection goes on trying although nobody asks: otherwise nobody could
    /// tell that it is usable again.
    var wantedConnects: Int {
        let proof = connectFailures > 0 && idle.isEmpty && leased == 0 ? 1 : 0
        switch mode {
        case .serving: return max(proof, waiters.count + max(0, settings.minimumIdle - idle.count))
        case .draining: return waiters.count
        case .closing, .finished: return 0
        }
    }

    var connectLimit: Int { connectFailures > 0 ? 1 : settings.maximumConcurrentConnects }

    mutating func openIfNeeded(now: Instant) -> [PoolAction] {
        if let connectAllowedAt, connectAllowedAt > now { return [] }
        var actions: [PoolAction] = []
        while opening < min(wantedConnects, connectLimit), slots.count < settings.maximum {
            actions.append(.open(addOpeningSlot()))
        }
        return actions
    }
}
