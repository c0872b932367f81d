import StatementAnalysis

struct IndexNotConcurrent: LintRule {
    let name = "index-not-concurrent"
    let severity = LintSeverity.error
    let summary = "CREATE INDEX without CONCURRENTLY on a table in use"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "IndexStmt", !statement.tree.isTrue("concurrent"),
            let table = statement.tree["relation"].map({ RelationName($0) }), context.isInUse(table)
        else { return [] }
        return [
            LintViolation(
                statement, "nobody can write \(table) while the index is built (SHARE lock)",
                advice: "CREATE INDEX CONCURRENTLY, in a file of its own under -- migrate:up transaction:false.")
        ]
    }
}
