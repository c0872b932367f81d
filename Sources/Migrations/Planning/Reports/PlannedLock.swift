/// A lock that a planned statement takes, for a report.
struct PlannedLock: Sendable, Hashable, Encodable {
    let relation: String
    let mode: LockMode
    /// What of others' work waits for it.
    let blocks: LockMode.Blocking
    /// Whether the plan itself makes the relation, so that nothing waits.
    let isNew: Bool
    /// The relation the statement names, where the lock reaches this one from there.
    var through: String?
    /// The relation as it stands; nil for one that is not in the database.
    let live: RelationSize?
}

/// How large a relation is.
struct RelationSize: Sendable, Hashable, Encodable {
    /// On disk, with indexes and TOAST; a partitioned table with its partitions.
    let bytes: Int
    /// As the last VACUUM or ANALYZE estimated them; nil when there was none.
    let rows: Int?
    let indexes: Int
}

/// Work of a planned statement that grows with a table, for a report.
struct PlannedWork: Sendable, Hashable, Encodable {
    let kind: TableWork.Kind
    let relation: String
    let reason: String
    /// What would save it; nil when it is certain.
    let unless: String?
    let live: RelationSize?
}
