/// Lets a warning through once a minute for statements that mean the same, and counts those held back.
struct SlowStatementGate: Sendable {
    /// A warning to write.
    struct Warning: Sendable {
        var statement: SlowStatement
        /// How many others were held back since the warning before.
        var suppressed: Int
    }

    private struct Window: Sendable {
        var opened: ContinuousClock.Instant
        var heldBack = 0
        var slowest: SlowStatement?
    }

    static let interval = Duration.seconds(60)

    private var windows: [String: Window] = [:]

    /// A statement was slow.
    ///
    /// - Returns: The warning to write now; nil when there was one within the minute.
    mutating func admit(_ statement: SlowStatement, at now: ContinuousClock.Instant) -> Warning? {
        guard var window = windows[statement.key] else {
            windows[statement.key] = Window(opened: now)
            return Warning(statement: statement, suppressed: 0)
        }
        window.heldBack += 1
        if statement.sample.nanoseconds >= window.slowest?.sample.nanoseconds ?? 0 { window.slowest = statement }
        windows[statement.key] = window
        return nil
    }

    /// The warnings of all whose minute is over and of whom some were held back: the slowest of each, whose minute begins
    /// anew. The others are forgotten.
    mutating func endWindows(at now: ContinuousClock.Instant) -> [Warning] {
        var warnings: [Warning] = []
        for (key, window) in windows where now - window.opened >= Self.interval {
            windows[key] = window.slowest == nil ? nil : Window(opened: now)
            if let slowest = window.slowest {
                warnings.append(Warning(statement: slowest, suppressed: window.heldBack - 1))
            }
        }
        return warnings
    }
}
