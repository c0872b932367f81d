import StatementAnalysis

struct IndexDropNotConcurrent: LintRule {
    let name = "index-drop-not-concurrent"
    let severity = LintSeverity.warning
    let summary = "DROP INDEX without CONCURRENTLY"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard !statement.tree.isTrue("concurrent") else { return [] }
        let indexes = statement.dropped("OBJECT_INDEX").filter { !context.newIndexes.contains($0) }
        guard let index = indexes.first else { return [] }
        return [
            LintViolation(
                statement,
                "nobody can read or write the table of \(index) until the transaction ends (ACCESS EXCLUSIVE lock)",
                advice: context.direction == .down
                    ? "A down section always runs in one transaction: drop the index in a later migration, or say with "
                        + "a lint-ignore why this is short enough."
                    : "DROP INDEX CONCURRENTLY IF EXISTS, in a file of its own under -- migrate:up transaction:false.")
        ]
    }
}
