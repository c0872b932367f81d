import StatementAnalysis

struct TableLock: LintRule {
    let name = "table-lock"
    let severity = LintSeverity.warning
    let summary = "LOCK TABLE in a mode that stops writers"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        // 5 is SHARE, the first mode that conflicts with an INSERT's ROW EXCLUSIVE.
        guard statement.kind == "LockStmt", let mode = statement.tree["mode"]?.number, mode >= 5 else { return [] }
        let tables = statement.tree.list("relations").map { RelationName($0) }.filter(context.isInUse)
        guard let table = tables.first else { return [] }
        return [
            LintViolation(
                statement, at: statement.tree,
                "nobody can \(mode == 8 ? "read or write" : "write") \(table) until the transaction ends",
                advice:
                    "Leave the locks to the statements, which take the weakest that does; or lock right before the one "
                    + "short statement that needs it.")
        ]
    }
}
