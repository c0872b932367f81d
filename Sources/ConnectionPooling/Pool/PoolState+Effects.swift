extension PoolState {
    /// Carries out what concerns this state, and collects the rest for after the lock.
    mutating func effects(of actions: [PoolAction], now: Instant) -> PoolEffects {
        var effects = PoolEffects()
        var holders: [LeaseHolder.Report] = []
        for action in actions {
            switch action {
            case .open(let id): effects.steps.append(.open(id))
            case .validate(let id):
                if let connection = connections[id.slot] { effects.steps.append(.validate(id, connection)) }
            case .close(let id, let reason, let age):
                guard let connection = connections[id.slot] else { continue }
                connections[id.slot] = nil
                effects.steps.append(.close(id, connection))
                effects.events.append(.closed(reason, age: age))
            case .lease(let lease, let waiter, let wait): serve(waiter, with: lease, after: wait, now: now, &effects)
            case .refuse(let waiter, let refusal): refuse(waiter, refusal, &holders, &effects)
            case .reportHolders: holders = holderReports(at: now)
            case .reportLeak(let lease):
                guard let holder = self.holders[lease.connection.slot] else { continue }
                effects.events.append(.leakSuspected(holder.report(at: now)))
            case .cancelConnects: effects.steps.append(.cancelConnects)
            case .finished: effects.steps.append(.finished)
            }
        }
        scheduleWake(&effects)
        return effects
    }

    private mutating func serve(
        _ waiter: WaiterID, with lease: LeaseID, after wait: Duration, now: Instant,
        _ effects: inout PoolEffects
    ) {
        guard let site = callers[waiter]?.site, let leased = lend(lease, to: site, now: now) else { return }
        effects.events.append(.leased(after: wait, site))
        if wait > machine.settings.slowAcquireThreshold { effects.events.append(.slowAcquire(after: wait, site)) }
        decide(waiter, .success(leased), &effects)
    }

    private mutating func refuse(
        _ waiter: WaiterID, _ refusal: PoolRefusal, _ holders: inout [LeaseHolder.Report],
        _ effects: inout PoolEffects
    ) {
        switch refusal {
        case .timedOut:
            effects.events.append(.timedOut(holders: holders))
            holders = []
        case .shed: effects.events.append(.shed)
        case .cancelled: effects.events.append(.cancelled)
        case .shutDown: break
        }
        decide(waiter, .failure(refusal), &effects)
    }

    private mutating func decide(_ waiter: WaiterID, _ outcome: Outcome, _ effects: inout PoolEffects) {
        guard let caller = callers[waiter] else { return }
        if let continuation = caller.continuation {
            callers[waiter] = nil
            effects.resumptions.append((continuation, outcome))
        } else {
            callers[waiter]?.outcome = outcome
        }
    }

    private mutating func scheduleWake(_ effects: inout PoolEffects) {
        guard let wake = machine.nextWake, scheduledWake.map({ wake < $0 }) ?? true else { return }
        scheduledWake = wake
        effects.steps.append(.wake(at: wake))
    }
}
