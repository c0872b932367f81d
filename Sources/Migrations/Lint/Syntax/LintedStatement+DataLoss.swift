import StatementAnalysis

extension LintedStatement {
    /// What a statement loses that was there before the migration, in words; nil when it loses nothing.
    ///
    /// In `down`, what `up` made is no loss: undoing it is what the section is for.
    func lostData(in context: LintContext) -> String? {
        let isOlder = { (table: RelationName) in context.isInUse(table) && !context.isUndone(table) }
        switch kind {
        case "DropStmt":
            if let table = dropped("OBJECT_TABLE").first(where: isOlder) { return "table \(table)" }
            guard tree.text("removeType") == "OBJECT_SCHEMA", tree.text("behavior") == "DROP_CASCADE" else {
                return nil
            }
            let older = tree.texts("objects").first { !context.isUndone(schema: $0) }
            return older.map { "everything in schema \($0)" }
        case "TruncateStmt":
            let tables = tree.list("relations").map { RelationName($0) }
            return tables.first(where: isOlder).map { "every row of \($0)" }
        case "DeleteStmt":
            guard tree["whereClause"] == nil, let table = tree["relation"].map({ RelationName($0) }) else { return nil }
            return isOlder(table) ? "every row of \(table)" : nil
        default:
            let drops = context.alterations(self, ["AT_DropColumn"]).first {
                isOlder($0.table) && !context.isUndone(column: $0.name, of: $0.table)
            }
            return drops.map { "column \($0.table).\($0.name)" }
        }
    }
}
