extension PoolStateMachine {
    /// Shut down: no new callers; those queued and those with a lease may finish until `deadline`.
    mutating func drain(now: Instant, deadline: Instant) -> [PoolAction] {
        switch mode {
        case .closing, .finished: return []
        case .draining(let earlier): mode = .draining(until: min(earlier, deadline))
        case .serving: mode = .draining(until: deadline)
        }
        return idle.oldestFirst.map { retire($0, .shutDown, now: now) } + endDrainIfDue(now: now) + finishIfDrained()
    }

    /// At the deadline callers are sent away, connections closed under their holders, connects given up.
    mutating func endDrainIfDue(now: Instant) -> [PoolAction] {
        guard case .draining(let deadline) = mode, deadline <= now else { return [] }
        mode = .closing
        var actions = waiters.removeAll().map { PoolAction.refuse($0, .shutDown) }
        let open = connections(in: {
            switch $0 {
            case .leased, .validating: true
            case .free, .connecting, .idle, .closing: false
            }
        })
        actions += open.map { retire($0, .shutDown, now: now) }
        if connecting > 0 { actions.append(.cancelConnects) }
        return actions
    }

    mutating func finishIfDrained() -> [PoolAction] {
        switch mode {
        case .draining, .closing:
            guard total == 0, waiters.isEmpty else { return [] }
            mode = .finished
            return [.finished]
        case .serving, .finished: return []
        }
    }
}
