extension PoolStateMachine {
    /// A connection answered its validation or failed it. What comes after the deadline has no effect.
    mutating func validated(_ id: ConnectionID, isUsable: Bool, now: Instant) -> [PoolAction] {
        guard holds(id), case .validating = slots[id.slot].phase else { return [] }
        var actions: [PoolAction] = []
        if isUsable {
            slots[id.slot].lastUsed = now
            admit(id, now: now, actions: &actions)
        } else {
            failValidation(id, now: now, actions: &actions)
        }
        keepAliveIfDue(now: now, actions: &actions)
        provideConnections(now: now, actions: &actions)
        return actions + finishIfDrained()
    }

    /// Validates idle connections for the callers that wait and have none coming.
    mutating func validateForCallers(now: Instant, actions: inout [PoolAction]) {
        while waiters.count > validating - suspected, let id = idle.mostRecent {
            if isExpired(id, now: now) {
                actions.append(retire(id, .maximumLifetime, now: now))
            } else {
                actions.append(validate(id, for: .caller, now: now))
            }
        }
    }

    /// Ends the validations that took too long.
    mutating func failLateValidations(now: Instant, actions: inout [PoolAction]) {
        guard validating > 0 else { return }
        for id in connections(in: { if case .validating = $0 { true } else { false } })
        where slots[id.slot].validationDeadline <= now {
            failValidation(id, now: now, actions: &actions)
        }
    }

    /// Validates the connection that has not answered for the longest time, when that is too long and no other is under
    /// way for this.
    mutating func keepAliveIfDue(now: Instant, actions: inout [PoolAction]) {
        guard mode == .serving, keptAlive == nil else { return }
        let due = idle.oldestFirst.filter { slots[$0.slot].lastUsed + settings.keepaliveInterval <= now }
        guard let id = due.min(by: { slots[$0.slot].lastUsed < slots[$1.slot].lastUsed }) else { return }
        actions.append(validate(id, for: .keepalive, now: now))
    }

    var earliestValidationDeadline: Instant? {
        guard validating > 0 else { return nil }
        return connections(in: { if case .validating = $0 { true } else { false } })
            .map { slots[$0.slot].validationDeadline }.min()
    }

    private mutating func validate(_ id: ConnectionID, for purpose: ValidationPurpose, now: Instant) -> PoolAction {
        slots[id.slot].validationDeadline = now + settings.validationTimeout
        move(id, to: .validating(purpose))
        return .validate(id)
    }

    /// A connection that failed may mean that the way to the server is gone: the others that have not answered since
    /// are validated all at once, or each would cost a caller its timeout.
    private mutating func failValidation(_ id: ConnectionID, now: Instant, actions: inout [PoolAction]) {
        let began = slots[id.slot].validationDeadline - settings.validationTimeout
        actions.append(retire(id, .validationFailed, now: now))
        guard mode == .serving else { return }
        for other in idle.oldestFirst where slots[other.slot].lastUsed < began {
            actions.append(validate(other, for: .suspicion, now: now))
        }
    }
}
