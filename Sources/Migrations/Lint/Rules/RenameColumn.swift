import StatementAnalysis

struct RenameColumn: LintRule {
    let name = "rename-column"
    let severity = LintSeverity.error
    let summary = "A column in use gets another name"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "RenameStmt", statement.tree.text("renameType") == "OBJECT_COLUMN",
            let relation = statement.tree["relation"].map({ RelationName($0) }), context.isInUse(relation)
        else { return [] }
        let column = statement.tree.text("subname") ?? ""
        return [
            LintViolation(
                statement, at: statement.tree["relation"],
                "every statement of the running application that names \(relation).\(column) fails from the commit on",
                advice:
                    "Add a column of the new name, write both, fill it in batches, read the new one, then drop the old one "
                    + "in a later migration.")
        ]
    }
}
