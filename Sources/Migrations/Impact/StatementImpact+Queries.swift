import StatementAnalysis

/// Statements of the everyday kind: they lock rows, and tables only against changes of the schema.
extension StatementImpact {
    /// PostgreSQL's functions common in migrations, of which it is known that they lock no relation.
    private static let harmless: Set<String> = [
        "abs", "array_agg", "array_length", "avg", "bool_and", "bool_or", "ceil", "clock_timestamp", "concat",
        "concat_ws",
        "count", "current_database", "current_schema", "current_setting", "currval", "date_trunc", "encode", "every",
        "exists", "extract", "floor", "format", "gen_random_uuid", "generate_series", "has_column_privilege",
        "has_function_privilege", "has_schema_privilege", "has_sequence_privilege", "has_table_privilege", "json_agg",
        "json_build_object", "jsonb_agg", "jsonb_build_object", "left", "length", "lower", "ltrim", "make_interval",
        "max",
        "md5", "min", "nextval", "now", "obj_description", "pg_get_constraintdef", "pg_get_expr", "pg_get_functiondef",
        "pg_get_indexdef", "pg_get_userbyid", "pg_get_viewdef", "pg_has_role", "pg_notify", "position", "quote_ident",
        "quote_literal", "random", "rank", "regexp_replace", "replace", "right", "round", "row_number", "row_to_json",
        "rtrim", "set_config", "setval", "split_part", "string_agg", "substr", "substring", "sum", "timezone",
        "to_char", "to_date", "to_jsonb", "to_regclass", "to_regnamespace", "to_regprocedure", "to_regrole",
        "to_regtype", "to_timestamp", "transaction_timestamp", "trim", "trunc", "unnest", "upper", "btrim", "coalesce",
    ]

    /// Everything that a query or DML names, wherever it stands in it.
    mutating func readQuery(_ tree: SyntaxNode) {
        let nodes = Array(tree.nodes)
        let inQuery = Set(nodes.filter { $0.kind == "CommonTableExpr" }.compactMap { $0.text("ctename") })
        let locksRows = nodes.contains { $0.kind == "LockingClause" }
        for node in nodes {
            switch node.kind {
            case "RangeVar" where node["schemaname"] != nil || !inQuery.contains(node.text("relname") ?? ""):
                if !RelationName(node).isOfCatalogue { lock(node, locksRows ? .rowShare : .accessShare) }
            case "InsertStmt": lock(RelationName(in: node, "relation"), .rowExclusive)
            case "UpdateStmt", "DeleteStmt", "MergeStmt": readChange(node)
            case "FuncCall": readCall(node)
            default: break
            }
        }
    }

    private mutating func readChange(_ node: SyntaxNode) {
        lock(node["relation"], .rowExclusive)
        guard node["whereClause"] == nil, node.kind != "MergeStmt" else { return }
        add(
            .everyRow, of: RelationName(in: node, "relation"),
            node.kind == "UpdateStmt" ? "UPDATE without WHERE" : "DELETE without WHERE")
    }

    private mutating func readCall(_ node: SyntaxNode) {
        let parts = node.texts("funcname")
        guard let name = parts.last, !(parts.count == 2 && parts[0] == "pg_catalog") else { return }
        if !Self.harmless.contains(name) { doesNotKnow("what \(name)() does is not looked into") }
    }
}

extension RelationName {
    /// Whether it is the server's own, which nobody locks against anybody.
    fileprivate var isOfCatalogue: Bool {
        schema == "pg_catalog" || schema == "information_schema" || name.hasPrefix("pg_")
    }
}
