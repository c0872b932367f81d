extension PoolStateMachine {
    /// Shut down: no new callers; those queued and those with a lease may finish until `deadline`.
    mutating func drain(now: Instant, deadline: Instant) -> [PoolAction] {
        switch mode {
        case .closing, .finished: return []
        case .draining(let earlier): mode = .draining(until: min(earlier, deadline))
        case .serving: mode = .draining(until: deadline)
        }
        return idle.map { retire($0) } + endDrainIfDue(now: now) + finishIfDrained()
    }

    /// At the deadline callers are sent away, leased connections closed under their holders, connects given up.
    mutating func endDrainIfDue(now: Instant) -> [PoolAction] {
        guard case .draining(let deadline) = mode, deadline <= now else { return [] }
        mode = .closing
        var actions = waiters.removeAll().map { PoolAction.refuse($0, .shutDown) }
        let held = slots.filter { if case .leased = $0.value.phase { true } else { false } }
        actions += held.keys.sorted { $0.number < $1.number }.map { retire($0) }
        if opening > 0 { actions.append(.cancelConnects) }
        return actions
    }

    mutating func finishIfDrained() -> [PoolAction] {
        switch mode {
        case .draining, .closing:
            guard slots.isEmpty, waiters.isEmpty else { return [] }
            mode = .finished
            return [.finished]
        case .serving, .finished: return []
        }
    }
}
