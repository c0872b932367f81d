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
                    ? "DROP INDEX CONCURRENTLY IF EXISTS, under -- migrate:down transaction:false."
                    : "DROP INDEX CONCURRENTLY IF EXISTS, in a file of its own under -- migrate:up transaction:false.")
        ]
    }
}
