import StatementAnalysis

/// What a statement makes, locks and names.
extension LintedStatement {
    /// The table a CREATE TABLE makes.
    var createdTable: RelationName? {
        kind == "CreateStmt" ? tree["relation"].map { RelationName($0) } : nil
    }

    /// The tables and views it makes, under every name they get.
    var madeRelations: [RelationName] {
        switch kind {
        case "CreateStmt", "CreateForeignTableStmt":
            (tree["relation"] ?? tree["base"]?["relation"]).map { [RelationName($0)] } ?? []
        case "ViewStmt": tree["view"].map { [RelationName($0)] } ?? []
        case "CreateTableAsStmt": tree["into"]?["rel"].map { [RelationName($0)] } ?? []
        case "SelectStmt": tree["intoClause"]?["rel"].map { [RelationName($0)] } ?? []
        default: []
        }
    }

    /// The schemas that it makes.
    var madeSchemas: [String] {
        guard kind == "CreateSchemaStmt" else { return [] }
        return (tree.text("schemaname") ?? tree["authrole"]?.text("rolename")).map { [$0] } ?? []
    }

    /// The two names of a table or view that it renames or moves to another schema.
    var renamedRelation: (old: RelationName, new: RelationName)? {
        guard let old = tree["relation"].map({ RelationName($0) }) else { return nil }
        if kind == "RenameStmt", tree.text("renameType") != "OBJECT_COLUMN", let name = tree.text("newname") {
            return (old, RelationName(schema: old.schema, name: name, isQualified: old.isQualified))
        }
        guard kind == "AlterObjectSchemaStmt", let schema = tree.text("newschema") else { return nil }
        return (old, RelationName(schema: schema, name: old.name))
    }

    var madeIndexes: [RelationName] {
        guard kind == "IndexStmt", let name = tree.text("idxname") else { return [] }
        let schema = tree["relation"]?.text("schemaname")
        return [RelationName(schema: schema ?? "public", name: name, isQualified: schema != nil)]
    }

    /// The columns that CREATE TABLE or ADD COLUMN defines.
    var newColumns: [SyntaxNode] {
        if kind == "CreateStmt" { return tree.list("tableElts").filter { $0.kind == "ColumnDef" } }
        return alterTable?.commands.filter { $0.kind == "AT_AddColumn" }.compactMap(\.definition) ?? []
    }

    /// What a DROP of one kind names; an element for each object.
    func dropped(_ type: String) -> [RelationName] {
        guard kind == "DropStmt", tree.text("removeType") == type else { return [] }
        return tree.list("objects").map { RelationName(parts: $0.texts("items")) }
    }

    /// The tables that others can neither read nor write from this statement to the end of its transaction.
    var exclusivelyLocked: [RelationName] {
        switch kind {
        case "AlterTableStmt":
            alterTable.map { $0.locksExclusively ? [$0.relation] : [] } ?? []
        case "RenameStmt", "AlterObjectSchemaStmt", "RuleStmt", "ClusterStmt":
            tree["relation"].map { [RelationName($0)] } ?? []
        case "CreatePolicyStmt", "AlterPolicyStmt": tree["table"].map { [RelationName($0)] } ?? []
        case "TruncateStmt": tree.list("relations").map { RelationName($0) }
        case "LockStmt": tree["mode"]?.number == 8 ? tree.list("relations").map { RelationName($0) } : []
        case "DropStmt":
            // A policy or trigger is named by its table's name and its own.
            ["OBJECT_POLICY", "OBJECT_TRIGGER", "OBJECT_RULE"].contains(tree.text("removeType"))
                ? tree.list("objects").map { RelationName(parts: $0.texts("items").dropLast()) }
                : dropped("OBJECT_TABLE")
        default: []
        }
    }

    /// Roles it makes that may log in.
    var madeLogins: [String] {
        guard kind == "CreateRoleStmt", let role = tree.text("role") else { return [] }
        let login = roleOption("canlogin")
        let may =
            tree.text("stmt_type") == "ROLESTMT_USER"
            ? login?.isTrue("boolval") != false : login?.isTrue("boolval") == true
        return may ? [role] : []
    }

    /// The value of an option of CREATE or ALTER ROLE.
    func roleOption(_ name: String) -> SyntaxNode? {
        guard kind == "CreateRoleStmt" || kind == "AlterRoleStmt" else { return nil }
        return tree.list("options").first { $0.text("defname") == name }?["arg"]
    }

    /// Roles whose objects it drops or hands over.
    var cleanedRoles: [String] {
        guard kind == "DropOwnedStmt" || kind == "ReassignOwnedStmt" else { return [] }
        return tree.list("roles").compactMap { $0.text("rolename") }
    }

    /// The value of an option that has a name, such as one of a function or a view.
    func option(_ name: String, in field: String = "options") -> SyntaxNode? {
        tree.list(field).first { $0.text("defname") == name }
    }
}
