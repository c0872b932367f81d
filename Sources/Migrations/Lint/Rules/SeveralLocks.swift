import StatementAnalysis

struct SeveralLocks: LintRule {
    let name = "several-locks"
    let severity = LintSeverity.warning
    let summary = "ACCESS EXCLUSIVE locks on several tables in one transaction"

    /// The statement that takes the second table's lock is reported, and none after it.
    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard context.inTransaction else { return [] }
        let held = context.heldLocks.map(\.table)
        let new = context.exclusivelyLocked(by: statement).filter { !held.contains($0) }
        guard held.count < 2, Set(held + new).count > 1, let second = new.last else { return [] }
        let first = context.heldLocks.first.map { "\($0.table) since line \($0.statement.line)" } ?? "\(new[0])"
        return [
            LintViolation(
                statement,
                "it waits for \(second) while the transaction keeps everybody from \(first): statements that use both in "
                    + "another order deadlock with it",
                advice: "One table to a migration; or say with a lint-ignore why nothing uses them together.")
        ]
    }
}
