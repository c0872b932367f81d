/// Whether a shared connection still answers, as seen by looking at it now and then: requests are not timed one by one.
struct LaneProgress {
    private var answered = 0
    private var since: ContinuousClock.Instant

    init(at now: ContinuousClock.Instant) {
        since = now
    }

    /// Looks at the connection.
    ///
    /// - Parameters:
    ///   - inFlight: How many requests are on it.
    ///   - answered: How many it has answered so far.
    ///   - patience: How long it may answer none of them.
    /// - Returns: Whether it is to be given up. Then it counts as a new one.
    mutating func isStuck(
        inFlight: Int, answered: Int, at now: ContinuousClock.Instant, patience: Duration
    ) -> Bool {
        guard inFlight > 0, answered == self.answered else {
            (self.answered, since) = (answered, now)
            return false
        }
        guard now - since >= patience else { return false }
        since = now
        return true
    }
}
