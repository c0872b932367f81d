import Synchronization

extension ConnectionPool {
    /// Puts one event to the machine and carries out what it answers.
    func perform(_ event: (inout PoolState, Duration) -> [PoolAction]) {
        let now = clock.now()
        let (effects, isRunning) = state.withLock { state in
            let actions = event(&state, now)
            return (state.effects(of: actions, now: now), state.isRunning)
        }
        carryOut(effects, isRunning: isRunning)
    }

    func carryOut(_ effects: PoolEffects, isRunning: Bool) {
        for (waiter, outcome) in effects.resumptions { waiter.resume(returning: outcome) }
        for step in effects.steps { hand(step, isRunning: isRunning) }
        for event in effects.events { onEvent(event) }
    }

    private func hand(_ step: PoolStep, isRunning: Bool) {
        if !isRunning, case .wake(let instant) = step {
            // Unstructured, because before `run()` there is nobody whose child it could be: without it a caller that
            // comes too early would wait for ever. It ends at its instant.
            Task { await wake(at: instant) }
        } else {
            steps.push(step)
        }
    }
}
