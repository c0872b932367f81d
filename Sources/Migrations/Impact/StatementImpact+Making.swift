import StatementAnalysis

/// What makes relations and objects beside them.
extension StatementImpact {
    mutating func readCreateTable(_ statement: LintedStatement) {
        let base = statement.tree["base"] ?? statement.tree
        let isPartition = base["partbound"] != nil
        for parent in base.list("inhRelations") {
            lock(
                RelationName(parent), isPartition ? .accessExclusive : .shareUpdateExclusive,
                isPartition ? [.defaultPartition] : [])
        }
        for element in base.list("tableElts") {
            if element.kind == "TableLikeClause" { lock(RelationName(in: element, "relation"), .accessShare) }
            for constraint in [element] + element.list("constraints") where constraint["pktable"] != nil {
                lock(RelationName(in: constraint, "pktable"), .shareRowExclusive)
            }
        }
    }

    mutating func readIndex(_ tree: SyntaxNode) {
        let table = RelationName(in: tree, "relation")
        let isConcurrent = tree.isTrue("concurrent")
        let mode: LockMode = isConcurrent ? .shareUpdateExclusive : .share
        let isOfPartitionsToo = tree["relation"]?.isTrue("inh") == true
        lock(table, mode, isOfPartitionsToo ? [.partitions(mode)] : [])
        add(
            .indexBuild, of: table,
            isConcurrent ? "the index is built in two passes, each after older transactions end" : "the index is built",
            unless: isOfPartitionsToo ? nil : .partitioned)
    }

    mutating func readView(_ statement: LintedStatement) {
        // CREATE OR REPLACE VIEW makes nothing new where the view exists.
        if statement.tree.isTrue("replace") { lock(RelationName(in: statement.tree, "view"), .accessExclusive) }
        if let query = statement.tree["query"] { readQuery(query) }
    }

    /// What is filled by a query or from a file.
    mutating func readFilling(_ tree: SyntaxNode) {
        switch tree.kind {
        case "RefreshMatViewStmt":
            let view = RelationName(in: tree, "relation")
            let isConcurrent = tree.isTrue("concurrent")
            lock(view, isConcurrent ? .exclusive : .accessExclusive)
            if isConcurrent {
                add(.scan, of: view, "its query is run anew and compared with what it holds")
            } else {
                add(.rewrite, of: view, "its query is run anew")
            }
        case "CopyStmt":
            if let query = tree["query"] { return readQuery(query) }
            lock(RelationName(in: tree, "relation"), tree.isTrue("is_from") ? .rowExclusive : .accessShare)
        default:
            if let query = tree["query"] { readQuery(query) }
        }
    }

    mutating func readFunction(_ statement: LintedStatement) {
        let language = statement.option("language")?.text("sval")?.lowercased() ?? "sql"
        // The server parses a body of SQL as it is made, and locks what it names as if it ran.
        guard language == "sql" else { return }
        if let body = statement.tree["sql_body"] { return readQuery(body) }
        let text = statement.option("as")?.texts("items").first ?? ""
        for part in (try? StatementSplitter.split(text)) ?? [] {
            if let tree = try? SyntaxNode(parsing: part.text) { readQuery(tree) }
        }
    }

    mutating func readSchema(_ statement: LintedStatement) {
        for element in statement.tree.list("schemaElts") {
            read(LintedStatement(text: statement.text, tree: element, byteOffset: statement.byteOffset))
        }
    }
}
