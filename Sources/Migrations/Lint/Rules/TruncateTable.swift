import StatementAnalysis

struct TruncateTable: LintRule {
    let name = "truncate-table"
    let severity = LintSeverity.error
    let summary = "TRUNCATE of a table in use"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "TruncateStmt" else { return [] }
        let tables = statement.tree.list("relations").map { RelationName($0) }.filter(context.isInUse)
        guard let table = tables.first else { return [] }
        let others = statement.tree.text("behavior") == "DROP_CASCADE" ? ", and of every table that refers to it" : ""
        return [
            LintViolation(
                statement, at: statement.tree,
                "every row of \(table)\(others) is gone at once, past row-level security and triggers (ACCESS EXCLUSIVE lock)",
                advice: "DELETE … WHERE what must go, in batches; never CASCADE.")
        ]
    }
}
