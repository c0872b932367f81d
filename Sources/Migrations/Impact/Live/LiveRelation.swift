/// A relation as it stands in the database.
struct LiveRelation: Sendable, Hashable {
    /// A foreign key as one of its two tables sees it.
    struct ForeignKey: Sendable, Hashable {
        let name: String
        /// The columns at this relation's end.
        let columns: [String]
        /// The table at the other end.
        let other: Int
        /// Whether it points from this relation to the other.
        let isOwn: Bool
    }

    let oid: Int
    let name: RelationName
    /// What it takes on disk with its indexes and TOAST.
    let bytes: Int
    /// As the last VACUUM or ANALYZE estimated them; nil when there was none.
    let rows: Int?
    /// How many indexes it has.
    let indexes: Int
    let isPartitioned: Bool
    /// Its partitions and heirs, one level down.
    let children: [Int]
    /// The partitioned table it is a partition of.
    let partitionedTable: Int?
    /// Its default partition.
    let defaultPartition: Int?
    /// The table it is an index of.
    let indexedTable: Int?
    /// Both what it points to and what points to it.
    var foreignKeys: [ForeignKey] = []
    /// Its columns by their names.
    var columns: [String: LiveColumn] = [:]
}

/// A column as it stands in the database.
struct LiveColumn: Sendable, Hashable {
    /// As in the catalogue: `int4`, `varchar`, `_text` for an array.
    let typeName: String
    /// The type's modifier as the catalogue has it; -1 without.
    let typeModifier: Int
    /// Whether it is NOT NULL or a valid CHECK says so.
    let isProvenNotNull: Bool
}
