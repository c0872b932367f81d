import StatementAnalysis

struct IrreversibleUndeclared: LintRule {
    let name = "irreversible-undeclared"
    let severity = LintSeverity.error
    let summary = "A down section for an up that loses rows no down can bring back"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard context.hasDown, let lost = statement.lostData(in: context) else { return [] }
        return [
            LintViolation(
                statement,
                "\(lost) cannot be brought back by the down section, which then looks like a way back and is none",
                advice:
                    "Copy what is lost to a table that the down section restores it from, and say so with a lint-ignore; or "
                    + "replace the down section by -- migrate:irreversible and why.")
        ]
    }
}
