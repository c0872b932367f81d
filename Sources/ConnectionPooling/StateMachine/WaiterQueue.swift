import DequeModule

/// Callers in the order they came, each with its deadline.
///
/// Their numbers follow one another, so a caller that leaves early is found at once. It is only marked; its place is
/// skipped later, so leaving costs O(1).
struct WaiterQueue: Sendable {
    typealias Instant = Duration

    private struct Entry: Sendable {
        let since: Instant
        let deadline: Instant
        var isGone = false
    }

    /// The first is never gone.
    private var entries: Deque<Entry> = []
    private var firstNumber = 1
    private(set) var count = 0
    /// No deadline is before this; it may be earlier than all of them until the next look.
    private(set) var earliestDeadline: Instant?

    var isEmpty: Bool { count == 0 }

    /// Since when the first has waited.
    var firstSince: Instant? { entries.first?.since }

    mutating func append(since: Instant, deadline: Instant) -> WaiterID {
        entries.append(Entry(since: since, deadline: deadline))
        count += 1
        earliestDeadline = min(earliestDeadline ?? deadline, deadline)
        return WaiterID(number: firstNumber + entries.count - 1)
    }

    mutating func popFirst() -> (waiter: WaiterID, since: Instant)? {
        guard let first = entries.first else { return nil }
        let waiter = WaiterID(number: firstNumber)
        _ = remove(waiter)
        return (waiter, first.since)
    }

    /// Whether the waiter was still queued.
    mutating func remove(_ waiter: WaiterID) -> Bool {
        let index = waiter.number - firstNumber
        guard entries.indices.contains(index), !entries[index].isGone else { return false }
        entries[index].isGone = true
        count -= 1
        skipGone()
        return true
    }

    /// Takes out those whose deadline has come, in the order they queued.
    mutating func removeExpired(at now: Instant) -> [WaiterID] {
        guard let earliestDeadline, earliestDeadline <= now else { return [] }
        var expired: [WaiterID] = []
        var next: Instant?
        for index in entries.indices where !entries[index].isGone {
            let deadline = entries[index].deadline
            if deadline <= now {
                entries[index].isGone = true
                expired.append(WaiterID(number: firstNumber + index))
            } else {
                next = min(next ?? deadline, deadline)
            }
        }
        count -= expired.count
        self.earliestDeadline = next
        skipGone()
        return expired
    }

    mutating func removeAll() -> [WaiterID] {
        let all = entries.indices.filter { !entries[$0].isGone }.map { WaiterID(number: firstNumber + $0) }
        for index in entries.indices { entries[index].isGone = true }
        count = 0
        skipGone()
        return all
    }

    private mutating func skipGone() {
        while let first = entries.first, first.isGone {
            entries.removeFirst()
            firstNumber += 1
        }
        if entries.isEmpty { earliestDeadline = nil }
    }
}
