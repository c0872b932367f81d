/// The relations that statements name and those within their reach, as they stand in the database.
struct LiveRelations: Sendable, Hashable {
    private let byOID: [Int: LiveRelation]
    private let byName: [RelationName: LiveRelation]

    init(_ relations: [LiveRelation] = []) {
        byOID = Dictionary(relations.map { ($0.oid, $0) }, uniquingKeysWith: { first, _ in first })
        byName = Dictionary(relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The relation of a name; nil when there is none.
    subscript(name: RelationName) -> LiveRelation? { byName[name] }

    /// What a lock reaches beside the relation it is on, each relation once in its strongest mode.
    func reached(by lock: RelationLock) -> [RelationLock] {
        guard let relation = self[lock.relation] else { return [] }
        var modes: [Int: LockMode] = [:]
        func reach(_ oids: [Int], _ mode: LockMode) {
            for oid in oids where oid != relation.oid { modes[oid] = max(modes[oid] ?? mode, mode) }
        }
        for reached in lock.reaches {
            switch reached {
            case .children: reach(descendants(of: relation), lock.mode)
            case .partitions(let mode): reach(relation.isPartitioned ? descendants(of: relation) : [], mode)
            case .foreignKeys(let which):
                reach(relation.foreignKeys.filter { $0.isMeant(by: which) }.map(\.other), .accessExclusive)
            case .indexedTable(let mode):
                let table = relation.indexedTable.flatMap { byOID[$0] }
                reach(table.map { [$0.oid] } ?? [], mode)
                // A partitioned index has one on each partition, which goes with it.
                if relation.isPartitioned, let table { reach(descendants(of: table), mode) }
            case .partitionedTable: reach(relation.partitionedTable.map { [$0] } ?? [], .accessExclusive)
            case .defaultPartition:
                let partitioned = relation.partitionedTable.flatMap { byOID[$0] } ?? relation
                reach(partitioned.defaultPartition.map { [$0] } ?? [], .accessExclusive)
            }
        }
        return modes.compactMap { oid, mode in
            byOID[oid].map { RelationLock(relation: $0.name, mode: mode, reaches: []) }
        }.sorted { ($0.relation.schema, $0.relation.name) < ($1.relation.schema, $1.relation.name) }
    }

    /// Whether work is done for certain, as far as the catalogue tells; nil when it does not.
    func isCertain(_ work: TableWork) -> Bool? {
        switch work.unless {
        case nil: return true
        case .other?: return nil
        case .provenNotNull(let column)?: return self[work.relation]?.columns[column].map { !$0.isProvenNotNull }
        case .partitioned?: return self[work.relation].map { !$0.isPartitioned } ?? true
        case .coercible(let column, let type)?:
            return self[work.relation]?.columns[column].flatMap { $0.isRewritten(as: type) }
        }
    }

    /// A relation and everything below it in disk space, which for a partitioned table is nothing of its own.
    func bytesWithChildren(of relation: LiveRelation) -> Int {
        descendants(of: relation).compactMap { byOID[$0]?.bytes }.reduce(relation.bytes, +)
    }

    /// The same for rows; nil when one of them has never been counted.
    func rowsWithChildren(of relation: LiveRelation) -> Int? {
        descendants(of: relation).map { byOID[$0]?.rows }.reduce(relation.rows) { sum, rows in
            sum.flatMap { sum in rows.map { sum + $0 } }
        }
    }

    private func descendants(of relation: LiveRelation) -> [Int] {
        var (found, next): (Set<Int>, [Int]) = ([], relation.children)
        while let oid = next.popLast() {
            if found.insert(oid).inserted { next += byOID[oid]?.children ?? [] }
        }
        return Array(found)
    }
}

extension LiveRelation.ForeignKey {
    fileprivate func isMeant(by which: RelationLock.ForeignKeys) -> Bool {
        switch which {
        case .own: isOwn
        case .pointingToIt: !isOwn
        case .named(let constraint): isOwn && name == constraint
        case .withColumn(let column): columns.contains(column)
        }
    }
}
