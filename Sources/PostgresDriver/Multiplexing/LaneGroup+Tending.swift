import Synchronization

extension LaneGroup {
    /// The connections at this instant.
    var statistics: LaneStatistics {
        let (inFlight, waiting) = lanes.withLock { ($0.inFlight, $0.waitingCount) }
        return LaneStatistics(
            maximum: connections.count, open: connections.count(where: \.isOpen), busy: inFlight.count { $0 > 0 },
            inFlight: inFlight.reduce(0, +), waiting: waiting)
    }

    /// Replaces connections that are too old, and gives up those that answer nothing.
    ///
    /// - Parameters:
    ///   - lifetime: How long a connection may be open at most; each ends somewhat earlier, so that they do not all open
    ///     at once.
    ///   - patience: How long one may leave all its requests unanswered.
    func tend(at now: ContinuousClock.Instant, lifetime: Duration, patience: Duration) {
        let (inFlight, answered) = lanes.withLock { ($0.inFlight, $0.answered) }
        let stuck = progress.withLock { progress in
            connections.indices.filter { lane in
                progress[lane].isStuck(
                    inFlight: inFlight[lane], answered: answered[lane], at: now, patience: patience)
            }
        }
        for lane in stuck { connections[lane].abandon() }
        for connection in connections { connection.replace(olderThan: lifetime, at: now) }
    }
}
