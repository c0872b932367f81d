import StatementAnalysis

struct RefusedInTransaction: LintRule {
    let name = "refused-in-transaction"
    let severity = LintSeverity.error
    let summary = "A statement that the server refuses in a transaction, in a section that is one"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard context.inTransaction, statement.tree.isRefusedInTransaction else { return [] }
        return [
            LintViolation(
                statement, "the server refuses \(statement.summary) in a transaction (25001), and the migration fails",
                advice: context.direction == .down
                    ? "Write -- migrate:down transaction:false above the section; keep what needs a transaction out of it."
                    : "Put it into a file of its own under -- migrate:up transaction:false.")
        ]
    }
}
