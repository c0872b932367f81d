import StatementAnalysis

/// What drops, renames, moves and comments.
extension StatementImpact {
    private static let relationTypes: Set<String> = [
        "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_SEQUENCE", "OBJECT_FOREIGN_TABLE",
    ]

    static let cascade = "what CASCADE reaches is not looked up"

    mutating func readDrop(_ statement: LintedStatement) {
        let tree = statement.tree
        let type = tree.text("removeType") ?? ""
        let names = tree.list("objects").map { $0.texts("items") }
        if tree.text("behavior") == "DROP_CASCADE" { doesNotKnow(Self.cascade) }
        switch type {
        case _ where Self.relationTypes.contains(type):
            for name in names { lock(RelationName(parts: name), .accessExclusive, dropReaches(type)) }
        case "OBJECT_INDEX":
            let mode: LockMode = tree.isTrue("concurrent") ? .shareUpdateExclusive : .accessExclusive
            for name in names { lock(RelationName(parts: name), mode, [.indexedTable(mode)]) }
        case "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE":
            // Named by its relation's name and its own.
            for name in names { lock(RelationName(parts: name.dropLast()), .accessExclusive) }
        case "OBJECT_STATISTIC_EXT": doesNotKnow("which table the statistics are of is not looked up")
        case "OBJECT_EXTENSION": doesNotKnow("what the extension holds is not looked up")
        default: break
        }
    }

    private func dropReaches(_ type: String) -> Set<RelationLock.Reach> {
        type == "OBJECT_TABLE" ? [.children, .foreignKeys(.own), .partitionedTable, .defaultPartition] : []
    }

    mutating func readRename(_ tree: SyntaxNode) {
        let isIndex = tree.text("renameType") == "OBJECT_INDEX"
        readObject(tree, "renameType", isIndex ? .shareUpdateExclusive : .accessExclusive)
    }

    /// A statement about an object that is or belongs to a relation, or is none.
    mutating func readObject(_ tree: SyntaxNode, _ type: String, _ mode: LockMode) {
        guard let relation = tree["relation"] else { return }
        let isColumn = tree.text(type) == "OBJECT_COLUMN"
        if isColumn { lock(relation, mode) } else { lock(RelationName(relation), mode) }
    }

    mutating func readComment(_ tree: SyntaxNode) {
        guard let object = tree["object"] else { return }
        let type = tree.text("objtype") ?? ""
        let parts = object.texts("items")
        switch type {
        case _ where Self.relationTypes.contains(type), "OBJECT_INDEX":
            lock(RelationName(parts: parts), .shareUpdateExclusive)
        case "OBJECT_COLUMN": lock(RelationName(parts: parts.dropLast()), .shareUpdateExclusive)
        case "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE":
            lock(RelationName(parts: parts.dropLast()), .accessShare)
        default: break
        }
    }
}
