/// The idle connections by event loop, on each the one used last on top.
///
/// Callers take from the top, so that a surplus ages at the bottom.
struct IdleConnections: Sendable {
    struct Entry: Sendable {
        let id: ConnectionID
        let since: Duration
    }

    private var stacks: [[Entry]] = [[]]
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// All of them, the longest idle first.
    var oldestFirst: [ConnectionID] { stacks.joined().sorted { $0.since < $1.since }.map(\.id) }

    /// The one used last.
    var mostRecent: ConnectionID? {
        guard stacks.count > 1 else { return stacks[0].last?.id }
        return stacks.lazy.compactMap(\.last).max { $0.since < $1.since }?.id
    }

    /// The one used last of one event loop's.
    func mostRecent(on home: Int) -> ConnectionID? {
        stacks.indices.contains(home) ? stacks[home].last?.id : nil
    }

    /// Puts a connection where the time of its last use belongs, nearly always on top.
    mutating func insert(_ id: ConnectionID, home: Int, since: Duration) {
        while stacks.count <= home { stacks.append([]) }
        count += 1
        stacks[home].append(Entry(id: id, since: since))
        var place = stacks[home].count - 1
        while place > 0, stacks[home][place - 1].since > since {
            stacks[home].swapAt(place - 1, place)
            place -= 1
        }
    }

    mutating func remove(_ id: ConnectionID, home: Int) {
        if stacks[home].last?.id == id {
            stacks[home].removeLast()
        } else {
            stacks[home].removeAll { $0.id == id }
        }
        count -= 1
    }
}
