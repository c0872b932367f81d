/// Which deadlines are set, and when to look at them: one alarm serves all.
struct DeadlineSchedule: Sendable {
    private var deadlines: [UInt64: ContinuousClock.Instant] = [:]
    private var lastNumber: UInt64 = 0
    /// When the alarm goes off; nil when there is none.
    private(set) var alarm: ContinuousClock.Instant?

    /// Sets a deadline.
    ///
    /// - Returns: Its number, and when to set an alarm for, if one is needed.
    mutating func add(_ deadline: ContinuousClock.Instant) -> (number: UInt64, alarm: ContinuousClock.Instant?) {
        lastNumber += 1
        deadlines[lastNumber] = deadline
        if let alarm, alarm <= deadline { return (lastNumber, nil) }
        alarm = deadline
        return (lastNumber, deadline)
    }

    /// A deadline needs no watch any more.
    mutating func remove(_ number: UInt64) {
        deadlines[number] = nil
    }

    /// An alarm went off.
    ///
    /// - Returns: Whose time is up, and when to set the next alarm for, if one is needed.
    mutating func wentOff(
        _ instant: ContinuousClock.Instant
    ) -> (due: [UInt64], alarm: ContinuousClock.Instant?) {
        // One for an earlier moment was set since, and does this one's work.
        guard alarm == instant else { return ([], nil) }
        let due = deadlines.filter { $0.value <= instant }.map(\.key)
        for number in due { deadlines[number] = nil }
        alarm = deadlines.values.min()
        return (due, alarm)
    }
}
