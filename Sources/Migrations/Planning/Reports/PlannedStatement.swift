import StatementAnalysis

/// What a planned statement does to others, for a report.
struct PlannedStatement: Sendable, Hashable, Encodable {
    /// Where it begins: in the migration's file, or in one that it includes.
    let file: String
    let line: Int
    let summary: String
    let locks: [PlannedLock]
    let work: [PlannedWork]
    /// What cannot be told beforehand.
    let unknowns: [String]

    init(
        _ statement: SQLStatement, of migration: MigrationFile, impact: StatementImpact, walk: PlanWalk,
        live: LiveRelations
    ) {
        (file, line) = migration.place(ofLine: statement.line)
        summary = statement.summary
        locks = impact.locks.flatMap { Self.locks(from: $0, walk: walk, live: live) }
        work = impact.work.compactMap { PlannedWork($0, walk: walk, live: live) }
        unknowns =
            impact.unknowns
            + impact.dynamicLines.map { line in
                let place = migration.place(ofLine: line)
                return "\(place.file):\(place.line): EXECUTE runs statements that cannot be known beforehand"
            }
    }

    private static func locks(from lock: RelationLock, walk: PlanWalk, live: LiveRelations) -> [PlannedLock] {
        let isNew = walk.isNew(lock.relation, live)
        let reached = isNew ? [] : live.reached(by: lock)
        return ([lock] + reached).map { one in
            PlannedLock(
                relation: one.relation.description, mode: one.mode, blocks: isNew ? .nothing : one.mode.blocks,
                isNew: isNew, through: one == lock ? nil : lock.relation.description,
                live: isNew ? nil : RelationSize(one.relation, live))
        }
    }
}

extension PlannedWork {
    /// - Returns: nil for work that the catalogue saves, and on what the plan itself makes.
    fileprivate init?(_ work: TableWork, walk: PlanWalk, live: LiveRelations) {
        let certain = live.isCertain(work)
        guard certain != false, !walk.isNew(work.relation, live) else { return nil }
        self.init(
            kind: work.kind, relation: work.relation.description, reason: work.reason,
            unless: certain == true ? nil : work.unless?.words, live: RelationSize(work.relation, live))
    }
}

extension RelationSize {
    fileprivate init?(_ name: RelationName, _ live: LiveRelations) {
        guard let relation = live[name] else { return nil }
        self.init(
            bytes: live.bytesWithChildren(of: relation), rows: live.rowsWithChildren(of: relation),
            indexes: relation.indexes)
    }
}

extension TableWork.Unless {
    fileprivate var words: String {
        switch self {
        case .coercible(let column, let type): "the values of \(column) stand in \(type.name) as they are"
        case .provenNotNull(let column): "a valid CHECK proves \(column) IS NOT NULL"
        case .partitioned: "it is partitioned"
        case .other(let condition): condition
        }
    }
}
