/// Follows a plan's statements, to know which relations nobody else can be using yet.
struct PlanWalk {
    private static let droppedTypes = [
        "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_SEQUENCE", "OBJECT_FOREIGN_TABLE", "OBJECT_INDEX",
    ]

    private var made: Set<RelationName> = []
    private var dropped: Set<RelationName> = []

    /// Whether the plan has made a relation by now, so that nothing waits for it.
    func isNew(_ relation: RelationName, _ live: LiveRelations) -> Bool {
        // CREATE … IF NOT EXISTS and CREATE OR REPLACE make nothing of what exists.
        relation.isTemporary || (made.contains(relation) && (live[relation] == nil || dropped.contains(relation)))
    }

    /// Whether there is a relation of a name by now.
    func has(_ relation: RelationName, _ live: LiveRelations) -> Bool {
        made.contains(relation) || (live[relation] != nil && !dropped.contains(relation))
    }

    /// Takes note of what a statement makes and drops.
    /// - Parameter name: what a name stands for.
    mutating func pass(_ statement: LintedStatement, _ name: (RelationName) -> RelationName) {
        made.formUnion((statement.madeRelations + statement.madeIndexes).map(name))
        if let (old, new) = statement.renamedRelation {
            if made.contains(name(old)) {
                made.insert(new.isQualified ? new : RelationName(schema: name(old).schema, name: new.name))
            }
            dropped.insert(name(old))
        }
        let gone = Self.droppedTypes.flatMap { statement.dropped($0) }.map(name)
        made.subtract(gone)
        dropped.formUnion(gone)
    }
}
