import StatementAnalysis

struct RefusedInTransaction: LintRule {
    let name = "refused-in-transaction"
    let severity = LintSeverity.error
    let summary = "A statement that the server refuses in a transaction, in a section that is one"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard context.inTransaction, Self.isRefused(statement) else { return [] }
        return [
            LintViolation(
                statement, "the server refuses \(statement.summary) in a transaction (25001), and the migration fails",
                advice: context.direction == .down
                    ? "A down section always runs in one transaction: write the form without CONCURRENTLY, or undo it in "
                        + "a later migration."
                    : "Put it into a file of its own under -- migrate:up transaction:false.")
        ]
    }

    private static func isRefused(_ statement: LintedStatement) -> Bool {
        let tree = statement.tree
        return switch statement.kind {
        case "IndexStmt", "DropStmt": tree.isTrue("concurrent")
        case "ReindexStmt":
            statement.option("concurrently", in: "params") != nil
                || ["REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE"]
                    .contains(tree.text("kind"))
        case "AlterTableStmt":
            statement.alterTable?.commands.contains {
                $0.kind == "AT_DetachPartition" && $0.definition?.isTrue("concurrent") == true
            } ?? false
        case "VacuumStmt": tree.isTrue("is_vacuumcmd")
        case "ClusterStmt": tree["relation"] == nil
        case "CreatedbStmt", "DropdbStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt", "AlterSystemStmt": true
        default: false
        }
    }
}
