import Synchronization

/// Watches the deadlines of the transactions under way.
final class TransactionDeadlines: Sendable {
    private struct State {
        var schedule = DeadlineSchedule()
        var watched: [UInt64: TransactionDeadline] = [:]
    }

    private let state = Mutex(State())

    /// - Returns: The number by which to end the watch.
    func watch(_ deadline: TransactionDeadline) -> UInt64 {
        let (number, alarm) = state.withLock { state in
            let (number, alarm) = state.schedule.add(deadline.instant)
            state.watched[number] = deadline
            return (number, alarm)
        }
        if let alarm { setAlarm(for: alarm) }
        return number
    }

    func endWatch(_ number: UInt64) {
        state.withLock { state in
            state.schedule.remove(number)
            state.watched[number] = nil
        }
    }

    private func setAlarm(for instant: ContinuousClock.Instant) {
        // Unstructured, because it serves whatever transactions there are then, of any task. There is one at most, and
        // a few that went out of date; it ends at its moment.
        Task { [weak self] in
            try? await Task.sleep(until: instant, clock: .continuous)
            await self?.wentOff(instant)
        }
    }

    private func wentOff(_ instant: ContinuousClock.Instant) async {
        let (due, alarm) = state.withLock { state in
            let (numbers, alarm) = state.schedule.wentOff(instant)
            return (numbers.compactMap { state.watched.removeValue(forKey: $0) }, alarm)
        }
        if let alarm { setAlarm(for: alarm) }
        for deadline in due { await deadline.timeIsUp() }
    }
}
