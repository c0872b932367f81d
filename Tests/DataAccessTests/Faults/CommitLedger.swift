import PostgresDriver
import Synchronization

/// What clients were told of the rows they wrote, to be compared with the table.
final class CommitLedger: Sendable {
    private struct State {
        var outcomes: [Int: Outcome] = [:]
        var acknowledged = 0
        var lastMarker = 0
    }

    enum Outcome: String, Sendable {
        case acknowledged, notThere, unknown
    }

    private let state = Mutex(State())

    /// How many rows were acknowledged so far.
    var acknowledged: Int { state.withLock { $0.acknowledged } }

    func count(_ outcome: Outcome) -> Int {
        state.withLock { state in state.outcomes.values.count { $0 == outcome } }
    }

    /// A row that nobody else writes.
    func newMarker() -> Int {
        state.withLock { state in
            state.lastMarker += 1
            return state.lastMarker
        }
    }

    func acknowledge(_ marker: Int) {
        state.withLock { state in
            state.outcomes[marker] = .acknowledged
            state.acknowledged += 1
        }
    }

    func fail(_ marker: Int, _ error: DatabaseError) {
        state.withLock { $0.outcomes[marker] = error.outcome == .unknown ? .unknown : .notThere }
    }

    /// Where the table says something else than the clients were told, in words.
    ///
    /// - Parameter table: How often each marker was found.
    func contradictions(to table: [Int: Int]) -> [String] {
        state.withLock { state in
            let nobodys = table.keys.filter { state.outcomes[$0] == nil }.map { "\($0) was written by nobody" }
            return nobodys
                + state.outcomes.compactMap { marker, outcome in
                    let found = table[marker] ?? 0
                    let agrees =
                        switch outcome {
                        case .acknowledged: found == 1
                        case .notThere: found == 0
                        case .unknown: found <= 1
                        }
                    return agrees ? nil : "\(marker) was \(outcome.rawValue) and is there \(found) times"
                }
        }
    }
}
