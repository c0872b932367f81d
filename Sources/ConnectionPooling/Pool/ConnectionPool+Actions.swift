import Synchronization

extension ConnectionPool {
    /// Puts one event to the machine and carries out what it answers.
    func perform(_ event: (inout State, ContinuousClock.Instant) -> [PoolAction]) {
        perform { state, now in ((), event(&state, now)) }
    }

    func perform<Answer>(
        _ event: (inout State, ContinuousClock.Instant) -> (Answer, [PoolAction])
    ) -> Answer {
        let now = clock.now()
        let (answer, effects, isRunning) = state.withLock { state in
            let (answer, actions) = event(&state, now)
            return (answer, state.effects(of: actions, now: now), state.isRunning)
        }
        for (waiter, outcome) in effects.resumptions { waiter.resume(returning: outcome) }
        for step in effects.steps { hand(step, isRunning: isRunning) }
        return answer
    }

    private func hand(_ step: PoolStep<Connection>, isRunning: Bool) {
        if !isRunning, case .wake(let instant) = step {
            // Unstructured, because before `run()` there is nobody whose child it could be: without it a caller that
            // comes too early would wait for ever. It ends at its instant.
            Task { await wake(at: instant) }
        } else {
            steps.push(step)
        }
    }
}

extension ConnectionPool.State {
    mutating func effects(of actions: [PoolAction], now: ContinuousClock.Instant) -> PoolEffects<Connection> {
        var effects = PoolEffects<Connection>()
        for action in actions {
            switch action {
            case .open(let id): effects.steps.append(.open(id))
            case .close(let id):
                if let connection = connections.removeValue(forKey: id) { effects.steps.append(.close(id, connection)) }
            case .lease(let lease, let waiter):
                if let caller = waiters.removeValue(forKey: waiter),
                    let leased = connection(of: lease, at: caller.site, now: now)
                {
                    effects.resumptions.append((caller.continuation, .success(leased)))
                }
            case .refuse(let waiter, let refusal):
                if let caller = waiters.removeValue(forKey: waiter) {
                    effects.resumptions.append((caller.continuation, .failure(refusal)))
                }
            case .cancelConnects: effects.steps.append(.cancelConnects)
            case .finished: effects.steps.append(.finished)
            }
        }
        if let wake = machine.nextWake, scheduledWake.map({ wake < $0 }) ?? true {
            scheduledWake = wake
            effects.steps.append(.wake(at: wake))
        }
        return effects
    }
}
