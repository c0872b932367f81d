/// A lock on a relation that a statement names, and on what else it reaches from there.
struct RelationLock: Sendable, Hashable {
    /// Relations that only the catalogue knows.
    enum Reach: Sendable, Hashable {
        /// Its partitions and heirs, all the way down, in the lock's own mode.
        case children
        /// Its partitions alone, all the way down.
        case partitions(LockMode)
        /// The other ends of its foreign keys, whichever end it is itself, ACCESS EXCLUSIVE.
        case foreignKeys(ForeignKeys)
        /// The table of an index, in the lock's own mode or, for REINDEX, in another.
        case indexedTable(LockMode)
        /// The partitioned table it is a partition of, ACCESS EXCLUSIVE.
        case partitionedTable
        /// The default partition of it or of the partitioned table it is a partition of, ACCESS EXCLUSIVE.
        case defaultPartition
    }

    /// Which of a table's foreign keys.
    enum ForeignKeys: Sendable, Hashable {
        /// Those that point from it to others.
        case own
        /// Those that point to it.
        case pointingToIt
        /// The one of that name.
        case named(String)
        /// Those with that column at its own end.
        case withColumn(String)
    }

    let relation: RelationName
    /// The strongest mode.
    var mode: LockMode
    var reaches: Set<Reach>
}
