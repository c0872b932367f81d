import DequeModule

/// Who may send on which of a few shared connections: a bounded number on each, and those who must wait in order.
///
/// ```
///  enter ── a place is free ─▶ in flight ── leave ─▶ gone
///     └──── none ─▶ waiting ── somebody leaves ─▶ in flight
///                     └─────── given up, closed ─▶ gone
/// ```
struct Lanes<Waiter> {
    /// Which of the connections.
    typealias Lane = Int

    enum Entry {
        case lane(Lane)
        /// Nobody else may pass those who wait already.
        case wait
        case closed
    }

    /// For how many requests a lane is avoided that could not be opened, as long as others have room: it is always the
    /// one with the fewest requests.
    private static var requestsPast: Int { 100 }

    private(set) var inFlight: [Int]
    /// How many requests have left each lane so far.
    private(set) var answered: [Int]
    private var avoided: [Int]
    private let limit: Int
    private var waiting = Deque<(ticket: UInt64, waiter: Waiter)>()
    private(set) var isClosed = false

    /// - Parameters:
    ///   - lanes: How many connections, at least 1.
    ///   - limit: How many requests may be in flight on each, at least 1.
    init(lanes: Int, limit: Int) {
        inFlight = Array(repeating: 0, count: max(1, lanes))
        answered = inFlight
        avoided = Array(repeating: 0, count: max(1, lanes))
        self.limit = max(1, limit)
    }

    var waitingCount: Int { waiting.count }
    var inFlightCount: Int { inFlight.reduce(0, +) }

    /// Asks for a place on the lane with the fewest requests.
    mutating func enter() -> Entry {
        if isClosed { return .closed }
        guard waiting.isEmpty, let lane = freest else { return .wait }
        for other in avoided.indices where avoided[other] > 0 { avoided[other] -= 1 }
        inFlight[lane] += 1
        return .lane(lane)
    }

    /// A lane could not be opened: others come first for a while.
    mutating func avoid(_ lane: Lane) {
        avoided[lane] = Self.requestsPast
    }

    /// Joins those who wait. A ticket is used once.
    mutating func wait(_ ticket: UInt64, _ waiter: Waiter) {
        waiting.append((ticket, waiter))
    }

    /// A request has left its lane; the place goes to the one who has waited for longest.
    mutating func leave(_ lane: Lane) -> Waiter? {
        inFlight[lane] -= 1
        answered[lane] += 1
        guard let next = waiting.popFirst() else { return nil }
        inFlight[lane] += 1
        return next.waiter
    }

    /// One of those who wait does not want to any more; `nil` when it waits no longer.
    mutating func giveUp(_ ticket: UInt64) -> Waiter? {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return waiting.remove(at: index).waiter
    }

    /// Lets nobody in any more.
    ///
    /// - Returns: Those who waited.
    mutating func close() -> [Waiter] {
        isClosed = true
        defer { waiting = [] }
        return waiting.map(\.waiter)
    }

    private var freest: Lane? {
        let free = inFlight.indices.filter { inFlight[$0] < limit }
        return free.min { (avoided[$0] > 0 ? 1 : 0, inFlight[$0]) < (avoided[$1] > 0 ? 1 : 0, inFlight[$1]) }
    }
}

extension Lanes: Sendable where Waiter: Sendable {}
