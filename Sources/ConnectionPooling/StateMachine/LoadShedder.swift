/// Decides by the shortest wait of an interval whether callers are sent away early; see ``LoadShedding``.
struct LoadShedder: Sendable {
    typealias Instant = Duration

    private let rule: LoadShedding
    private(set) var isShedding = false
    private var shortestWait = Duration.zero
    /// When the interval under way ends.
    private(set) var nextLook: Instant

    init(_ rule: LoadShedding, now: Instant) {
        self.rule = rule
        nextLook = now + rule.interval
    }

    /// A caller was served after a wait; zero when there was a connection and no caller.
    mutating func served(after wait: Duration) {
        shortestWait = min(shortestWait, wait)
    }

    /// Whether a caller that has waited so long is sent away.
    func refuses(after wait: Duration) -> Bool { isShedding && wait > rule.target * 2 }

    /// Ends the interval when it is over.
    ///
    /// - Parameter firstWait: How long the first in the queue has waited; zero when nobody waits.
    mutating func look(now: Instant, firstWait: Duration) {
        guard now >= nextLook else { return }
        isShedding = shortestWait > rule.target
        shortestWait = firstWait
        nextLook = now + rule.interval
    }
}
