import StatementAnalysis

extension StatementImpact {
    /// Statements that lock no relation but the catalogue's own.
    private static let withoutRelations: Set<String> = [
        "AlterDatabaseSetStmt", "AlterDatabaseStmt", "AlterDefaultPrivilegesStmt", "AlterEnumStmt", "AlterFdwStmt",
        "AlterForeignServerStmt", "AlterFunctionStmt", "AlterOpFamilyStmt", "AlterOperatorStmt", "AlterOwnerStmt",
        "AlterRoleSetStmt", "AlterRoleStmt", "AlterTSConfigurationStmt", "AlterTSDictionaryStmt",
        "AlterUserMappingStmt",
        "CreateCastStmt", "CreateConversionStmt", "CreateDomainStmt", "CreateEnumStmt", "CreateEventTrigStmt",
        "CreateFdwStmt", "CreateForeignServerStmt", "CreateOpClassStmt", "CreateOpFamilyStmt", "CreatePLangStmt",
        "CreateRangeStmt", "CreateRoleStmt", "CreateTransformStmt", "CreateUserMappingStmt", "CompositeTypeStmt",
        "ConstraintsSetStmt", "DefineStmt", "DropRoleStmt", "GrantRoleStmt", "GrantStmt", "ListenStmt", "NotifyStmt",
        "VariableSetStmt", "VariableShowStmt", "AlterEventTrigStmt", "CheckPointStmt", "DiscardStmt", "UnlistenStmt",
    ]

    mutating func read(_ statement: LintedStatement) {
        let tree = statement.tree
        switch statement.kind {
        case "AlterTableStmt": readAlterTable(statement)
        case "CreateStmt", "CreateForeignTableStmt": readCreateTable(statement)
        case "IndexStmt": readIndex(tree)
        case "DropStmt": readDrop(statement)
        case "RenameStmt": readRename(tree)
        case "AlterObjectSchemaStmt": readObject(tree, "objectType", .accessExclusive)
        case "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt": readQuery(tree)
        case "ViewStmt": readView(statement)
        case "CreateTableAsStmt", "RefreshMatViewStmt", "CopyStmt": readFilling(tree)
        case "VacuumStmt", "ClusterStmt", "ReindexStmt", "TruncateStmt", "LockStmt": readMaintenance(statement)
        case "CommentStmt", "SecLabelStmt": readComment(tree)
        case "CreateFunctionStmt": readFunction(statement)
        case "CreateSchemaStmt": readSchema(statement)
        case "DoStmt": readBlock(statement)
        default: readSimple(tree)
        }
    }

    /// One relation, one mode.
    private mutating func readSimple(_ tree: SyntaxNode) {
        switch tree.kind {
        case "CreateTrigStmt":
            lock(RelationName(in: tree, "relation"), .shareRowExclusive, [.partitions(.shareRowExclusive)])
            if let other = tree["constrrel"] { lock(RelationName(other), .accessShare) }
        case "RuleStmt":
            lock(RelationName(in: tree, "relation"), .accessExclusive)
        case "CreatePolicyStmt", "AlterPolicyStmt":
            lock(RelationName(in: tree, "table"), .accessExclusive)
        case "CreateStatsStmt":
            for range in tree.list("relations") { lock(RelationName(range), .shareUpdateExclusive) }
        case "AlterSeqStmt":
            lock(RelationName(in: tree, "sequence"), .shareRowExclusive)
            lockOwner(of: tree)
        case "CreateSeqStmt": lockOwner(of: tree)
        case let kind where Self.withoutRelations.contains(kind): break
        case "CallStmt": doesNotKnow("what a procedure runs is not looked into; look at its body")
        default: doesNotKnow("what \(tree.kind) locks is not known here")
        }
    }

    private mutating func readBlock(_ statement: LintedStatement) {
        switch statement.block {
        case .success(let block?):
            for inner in block.statements where inner.kind != "DoStmt" { read(inner) }
            for expression in block.expressions { readQuery(expression) }
            for line in block.dynamicLines { makesUpStatements(onLine: line) }
        case .success(nil): doesNotKnow("what a DO block in another language than PL/pgSQL runs is not looked into")
        case .failure(let error): doesNotKnow("what the DO block runs cannot be told: \(error.message)")
        }
    }

    /// The table of OWNED BY table.column.
    private mutating func lockOwner(of tree: SyntaxNode) {
        let owner = tree.list("options").first { $0.text("defname") == "owned_by" }?["arg"]
        let names = owner?.texts("items") ?? []
        if names.count > 1 { lock(RelationName(parts: names.dropLast()), .accessShare) }
    }
}

extension RelationName {
    /// The relation that a field of a node names.
    init(in node: SyntaxNode, _ field: String) {
        self = node[field].map { RelationName($0) } ?? RelationName(name: "")
    }
}
