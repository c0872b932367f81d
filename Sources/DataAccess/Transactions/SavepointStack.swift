import PostgresDriver

/// The savepoints of a transaction, and what of them the server has not been told yet.
///
/// `SAVEPOINT` and `RELEASE` wait for the next statement and leave with it, so that a savepoint costs no round trip
/// unless it is rolled back.
struct SavepointStack: Sendable {
    /// One savepoint of a transaction.
    struct Savepoint: Sendable, Hashable {
        fileprivate let number: Int

        fileprivate var name: String { "dal_\(number)" }
    }

    private enum Waiting: Hashable {
        case savepoint(Savepoint)
        case release(Savepoint)
    }

    private var lastNumber = 0
    private var waiting: [Waiting] = []

    /// What goes before the next statement, in the same round trip.
    var statements: [SQL] {
        waiting.map { step in
            switch step {
            case .savepoint(let savepoint): SQL(verbatim: "SAVEPOINT \(savepoint.name)")
            case .release(let savepoint): SQL(verbatim: "RELEASE SAVEPOINT \(savepoint.name)")
            }
        }
    }

    /// What was waiting has been sent.
    mutating func sent() {
        if !waiting.isEmpty { waiting = [] }
    }

    mutating func begin() -> Savepoint {
        lastNumber += 1
        let savepoint = Savepoint(number: lastNumber)
        waiting.append(.savepoint(savepoint))
        return savepoint
    }

    /// The savepoint's work is kept.
    mutating func release(_ savepoint: Savepoint) {
        if !forget(savepoint) { waiting.append(.release(savepoint)) }
    }

    /// The savepoint's work is undone.
    ///
    /// - Returns: What to send for it; empty when the server never heard of it.
    mutating func rollBack(to savepoint: Savepoint) -> [SQL] {
        guard !forget(savepoint) else { return [] }
        // All that waits lies within.
        waiting = []
        return [
            SQL(verbatim: "ROLLBACK TO SAVEPOINT \(savepoint.name)"),
            SQL(verbatim: "RELEASE SAVEPOINT \(savepoint.name)"),
        ]
    }

    /// - Returns: Whether the server has not been told of it, nor of what lies within.
    private mutating func forget(_ savepoint: Savepoint) -> Bool {
        guard let index = waiting.firstIndex(of: .savepoint(savepoint)) else { return false }
        waiting.removeSubrange(index...)
        return true
    }
}
