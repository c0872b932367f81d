import StatementAnalysis

struct RefusedInTransaction: LintRule {
    let name = "refused-in-transaction"
    let severity = LintSeverity.error
    let summary = "A statement that the server refuses in a transaction, in a section that is one"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard context.inTransaction else { return [] }
        let advice =
            context.direction == .down
            ? "Write -- migrate:down transaction:false above the section; keep what needs a transaction out of it."
            : "Put it into a file of its own under -- migrate:up transaction:false."
        if statement.tree.isRefusedInTransaction {
            let refusal = "the server refuses \(statement.summary) in a transaction (25001), and the migration fails"
            return [LintViolation(statement, refusal, advice: advice)]
        }
        // A procedure that the block calls may end transactions too: only what stands in its text is known.
        guard let block = try? statement.block.get(), let line = block.transactionLines.first else { return [] }
        let refusal =
            "the block ends the transaction on line \(line), which the server refuses (2D000) in one of the runner's"
        return [LintViolation(statement, refusal, advice: advice)]
    }
}
