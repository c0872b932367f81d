import StatementAnalysis

struct RenameTable: LintRule {
    let name = "rename-table"
    let severity = LintSeverity.error
    let summary = "A table or view in use gets another name or schema"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let type: String? =
            switch statement.kind {
            case "RenameStmt": statement.tree.text("renameType")
            case "AlterObjectSchemaStmt": statement.tree.text("objectType")
            default: nil
            }
        guard ["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW"].contains(type),
            let relation = statement.tree["relation"].map({ RelationName($0) }), context.isInUse(relation)
        else { return [] }
        return [
            LintViolation(
                statement, at: statement.tree["relation"],
                "every statement of the running application that names \(relation) fails from the commit on",
                advice:
                    "Keep the name. If it must change: rename it and, in the same transaction, make an updatable view of "
                    + "the old name with security_invoker; drop the view when nothing reads it any more.")
        ]
    }
}
