/// A dictionary of bounded size: what was not used for longest makes room.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Entries are a ring in the order of their use; entry 0 stands between the newest (its `next`) and the oldest.
    private struct Entry {
        var key: Key?
        var value: Value?
        var previous: Int
        var next: Int
    }

    private let capacity: Int
    private var entries = [Entry(key: nil, value: nil, previous: 0, next: 0)]
    private var positions: [Key: Int] = [:]

    /// - Parameter capacity: at least 1.
    init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    var count: Int { positions.count }

    /// The value of `key`, which counts as a use.
    mutating func value(of key: Key) -> Value? {
        guard let position = positions[key] else { return nil }
        unlink(position)
        linkAsNewest(position)
        return entries[position].value
    }

    /// Keeps `value`, in the place of an earlier one of this key, or of the oldest when there is no room.
    mutating func set(_ value: Value, for key: Key) {
        let position = positions[key] ?? room(for: key)
        entries[position].value = value
        unlink(position)
        linkAsNewest(position)
    }

    /// A place for a new key, linked to itself alone.
    private mutating func room(for key: Key) -> Int {
        let position: Int
        if positions.count < capacity {
            position = entries.count
            entries.append(Entry(key: key, value: nil, previous: position, next: position))
        } else {
            position = entries[0].previous
            if let oldest = entries[position].key { positions[oldest] = nil }
            entries[position].key = key
        }
        positions[key] = position
        return position
    }

    private mutating func unlink(_ position: Int) {
        let (previous, next) = (entries[position].previous, entries[position].next)
        entries[previous].next = next
        entries[next].previous = previous
    }

    private mutating func linkAsNewest(_ position: Int) {
        let newest = entries[0].next
        entries[position].previous = 0
        entries[position].next = newest
        entries[newest].previous = position
        entries[0].next = position
    }
}
