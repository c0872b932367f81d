import DequeModule

/// Callers in the order they came, each with its deadline.
///
/// A caller that leaves early is only forgotten; its place in the order is skipped later, so leaving costs O(1).
struct WaiterQueue: Sendable {
    private var order: Deque<WaiterID> = []
    private var deadlines: [WaiterID: ContinuousClock.Instant] = [:]
    /// No deadline is before this; it may be earlier than all of them until the next look.
    private(set) var earliestDeadline: ContinuousClock.Instant?

    var count: Int { deadlines.count }
    var isEmpty: Bool { deadlines.isEmpty }

    mutating func append(_ waiter: WaiterID, deadline: ContinuousClock.Instant) {
        order.append(waiter)
        deadlines[waiter] = deadline
        earliestDeadline = min(earliestDeadline ?? deadline, deadline)
    }

    mutating func popFirst() -> WaiterID? {
        while let waiter = order.popFirst() {
            if deadlines.removeValue(forKey: waiter) != nil {
                if isEmpty { clear() }
                return waiter
            }
        }
        return nil
    }

    /// Whether the waiter was still queued.
    mutating func remove(_ waiter: WaiterID) -> Bool {
        guard deadlines.removeValue(forKey: waiter) != nil else { return false }
        if isEmpty {
            clear()
        } else if order.count > 2 * count + 16 {
            order.removeAll { deadlines[$0] == nil }
        }
        return true
    }

    /// Takes out those whose deadline has come, in the order they queued.
    mutating func removeExpired(at now: ContinuousClock.Instant) -> [WaiterID] {
        guard let earliestDeadline, earliestDeadline <= now else { return [] }
        let expired = Array(order).filter { waiter in deadlines[waiter].map { $0 <= now } ?? false }
        for waiter in expired { deadlines[waiter] = nil }
        order.removeAll { deadlines[$0] == nil }
        self.earliestDeadline = deadlines.values.min()
        return expired
    }

    mutating func removeAll() -> [WaiterID] {
        let all = Array(order).filter { deadlines[$0] != nil }
        clear()
        return all
    }

    private mutating func clear() {
        order.removeAll(keepingCapacity: true)
        deadlines.removeAll(keepingCapacity: true)
        earliestDeadline = nil
    }
}
