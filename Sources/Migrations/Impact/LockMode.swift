/// How strongly a statement locks a relation; PostgreSQL 15's table-level modes, from the weakest to the strongest.
enum LockMode: String, Sendable, Hashable, Comparable, CaseIterable, Encodable {
    case accessShare = "AccessShareLock"
    case rowShare = "RowShareLock"
    case rowExclusive = "RowExclusiveLock"
    case shareUpdateExclusive = "ShareUpdateExclusiveLock"
    case share = "ShareLock"
    case shareRowExclusive = "ShareRowExclusiveLock"
    case exclusive = "ExclusiveLock"
    case accessExclusive = "AccessExclusiveLock"

    /// What of others' work waits for a lock, by the table of conflicts in PostgreSQL's documentation, "Explicit
    /// Locking".
    enum Blocking: String, Sendable, Hashable, Encodable {
        case nothing
        case schemaChanges = "other schema changes"
        case writes
        case readsAndWrites = "reads and writes"
    }

    /// What waits while it is held. The three weakest stop nothing that an application does.
    var blocks: Blocking {
        switch self {
        case .accessShare, .rowShare, .rowExclusive: .nothing
        case .shareUpdateExclusive: .schemaChanges
        case .share, .shareRowExclusive, .exclusive: .writes
        case .accessExclusive: .readsAndWrites
        }
    }

    /// The mode of that number in `LOCK TABLE`'s parse tree, from 1.
    init?(number: Int) {
        guard Self.allCases.indices.contains(number - 1) else { return nil }
        self = Self.allCases[number - 1]
    }

    static func < (one: Self, other: Self) -> Bool { one.strength < other.strength }

    private var strength: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
