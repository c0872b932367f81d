/// What a connection knows of the statements it has run: under which name the server keeps each, and in which format its
/// results can be read. Bounded; the statement that was not used for longest goes first.
///
/// ```
///  unknown ── use ─▶ being prepared (text results) ── confirmed ─▶ prepared ── learned ─▶ prepared (binary results)
///                          └── refused, or the plan is stale ─▶ unknown
/// ```
/// A first use asks for text, which every type has. When every column is of a type whose binary form the driver reads,
/// the uses after it ask for that.
struct StatementCache {
    /// Statements are the same when their text and the types of their parameters are.
    struct Key: Hashable, Sendable {
        let text: String
        let types: [UInt32]
    }

    /// How to send a statement.
    struct Use: Equatable {
        /// The name it has at the server; `nil` sends it without one.
        var name: StatementName?
        var mustPrepare = false
        var format: PostgresType.Format

        /// Whether the result may tell of a better format. A prepared statement's columns never change; one that is
        /// sent without a name may meet another table the next time.
        var learns: Bool { format == .text || name == nil }
    }

    private struct Entry {
        let name: StatementName
        var lastUse: UInt64
        var format = PostgresType.Format.text
        /// The server has confirmed the statement, and its columns are known.
        var isPrepared = false
    }

    /// How many statements are remembered when none is kept at the server: only their formats then.
    private static let formatsInOneShotMode = 256

    private let keepsStatements: Bool
    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var keys: [StatementName: Key] = [:]
    private var uses: UInt64 = 0
    private var lastName: UInt64 = 0
    /// Statements that the server still has and nobody will use again.
    private var abandoned: [StatementName] = []

    /// - Parameter capacity: How many statements the server keeps for the connection at most; 0 keeps none.
    init(capacity: Int) {
        keepsStatements = capacity > 0
        self.capacity = keepsStatements ? capacity : Self.formatsInOneShotMode
    }

    /// How many statements are known.
    var count: Int { entries.count }

    /// Notes a use of a statement and says how to send it.
    mutating func use(_ key: Key) -> Use {
        uses += 1
        if let index = entries.index(forKey: key) {
            entries.values[index].lastUse = uses
            let entry = entries.values[index]
            return Use(name: keepsStatements ? entry.name : nil, format: entry.format)
        }
        if entries.count >= capacity { evictOldest() }
        lastName += 1
        let name = StatementName(number: lastName)
        entries[key] = Entry(name: name, lastUse: uses)
        keys[name] = key
        return Use(name: keepsStatements ? name : nil, mustPrepare: keepsStatements, format: .text)
    }

    /// Notes a use of a statement that need not be prepared any more, and whose format is known; `nil` for any other.
    mutating func peek(_ key: Key) -> Use? {
        if !keepsStatements { return use(key) }
        guard let entry = entries[key], entry.isPrepared else { return nil }
        return use(key)
    }

    /// Takes note of whether every column of a statement's result can be read in binary.
    mutating func learn(_ key: Key, format: PostgresType.Format) {
        entries[key]?.format = format
        entries[key]?.isPrepared = true
    }

    /// The server has no statement of this name: its preparation was refused.
    mutating func forget(_ name: StatementName) {
        guard let key = keys.removeValue(forKey: name) else { return }
        entries[key] = nil
    }

    /// The server's statement of this name is of no more use: the next use prepares another one.
    mutating func abandon(_ name: StatementName) {
        guard keys[name] != nil else { return }
        forget(name)
        abandoned.append(name)
    }

    /// Whether there are statements that the server is to forget.
    var hasAbandoned: Bool { !abandoned.isEmpty }

    /// Hands out the statements that the server is to forget.
    mutating func takeAbandoned() -> [StatementName] {
        defer { abandoned = [] }
        return abandoned
    }

    /// The server's statement of this key, if it has one, is of no more use.
    mutating func abandon(_ key: Key) {
        guard let entry = entries[key] else { return }
        if keepsStatements { abandon(entry.name) } else { forget(entry.name) }
    }

    /// The server has forgotten everything (`DISCARD ALL`, `DEALLOCATE ALL`).
    mutating func forgetAll() {
        entries = [:]
        keys = [:]
        abandoned = []
    }

    private mutating func evictOldest() {
        guard let oldest = entries.values.min(by: { $0.lastUse < $1.lastUse }) else { return }
        if keepsStatements { abandon(oldest.name) } else { forget(oldest.name) }
    }
}
