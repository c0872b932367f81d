import StatementAnalysis

struct NotRepeatable: LintRule {
    let name = "not-repeatable"
    let severity = LintSeverity.warning
    let summary = "Outside a transaction: a statement that cannot be met a second time"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard !context.inTransaction, statement.outer == nil else { return [] }
        switch statement.kind {
        case "DropStmt" where !statement.tree.isTrue("missing_ok"):
            return [
                LintViolation(
                    statement,
                    "a runner killed between this statement and its journal entry meets it again on resume, and it fails: what "
                        + "it drops is gone",
                    advice: "Write IF EXISTS.")
            ]
        case "IndexStmt" where statement.tree.isTrue("concurrent") && statement.tree.isTrue("if_not_exists"):
            return [
                LintViolation(
                    statement,
                    "an index that a failed build left behind is invalid and never used, and IF NOT EXISTS takes it for done",
                    advice:
                        "DROP INDEX CONCURRENTLY IF EXISTS first, then CREATE INDEX CONCURRENTLY without IF NOT EXISTS."
                )
            ]
        default: return []
        }
    }
}
