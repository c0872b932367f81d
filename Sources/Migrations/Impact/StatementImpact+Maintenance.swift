import StatementAnalysis

/// Statements about a table's files.
extension StatementImpact {
    mutating func readMaintenance(_ statement: LintedStatement) {
        let tree = statement.tree
        switch tree.kind {
        case "VacuumStmt": readVacuum(statement)
        case "ClusterStmt":
            guard let range = tree["relation"] else {
                return doesNotKnow("CLUSTER without a table works on all of them")
            }
            lock(RelationName(range), .accessExclusive)
            add(.rewrite, of: RelationName(range), "its rows are put into an index's order")
        case "ReindexStmt": readReindex(statement)
        case "TruncateStmt":
            let cascades = tree.text("behavior") == "DROP_CASCADE"
            for range in tree.list("relations") {
                lock(range, .accessExclusive, cascades ? [.foreignKeys(.pointingToIt)] : [])
            }
        default:
            let mode = tree["mode"]?.number.flatMap { LockMode(number: $0) } ?? .accessExclusive
            for range in tree.list("relations") { lock(range, mode) }
        }
    }

    private mutating func readVacuum(_ statement: LintedStatement) {
        let isFull = statement.option("full") != nil
        let tables = statement.tree.list("rels").compactMap { $0["relation"] }
        if tables.isEmpty { doesNotKnow("\(statement.summary) without a table works on all of them") }
        for range in tables {
            lock(range, isFull ? .accessExclusive : .shareUpdateExclusive)
            if isFull {
                add(.rewrite, of: RelationName(range), "VACUUM FULL")
            } else if statement.tree.isTrue("is_vacuumcmd") {
                add(.scan, of: RelationName(range), "VACUUM")
            }
        }
    }

    private mutating func readReindex(_ statement: LintedStatement) {
        let isConcurrent = statement.option("concurrently", in: "params") != nil
        guard let range = statement.tree["relation"] else {
            return doesNotKnow("which tables \(statement.summary) works on is not looked up")
        }
        let isIndex = statement.tree.text("kind") == "REINDEX_OBJECT_INDEX"
        let table: LockMode = isConcurrent ? .shareUpdateExclusive : .share
        lock(
            RelationName(range), isIndex && !isConcurrent ? .accessExclusive : table,
            isIndex ? [.indexedTable(table)] : [.partitions(table)])
        if !isConcurrent, !isIndex { doesNotKnow("its indexes are locked so that queries that would use them wait") }
        add(.indexBuild, of: RelationName(range), isIndex ? "the index is built anew" : "its indexes are built anew")
    }
}
