import StatementAnalysis

struct DownDropsData: LintRule {
    let name = "down-drops-data"
    let severity = LintSeverity.error
    let summary = "A down section that drops more than its up made"
    let directions: Set<MigrationDirection> = [.down]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let lost = statement.lostData(in: context) else { return [] }
        return [
            LintViolation(
                statement, "a rollback loses \(lost), which is older than the migration",
                advice:
                    "Undo only what the up section did. Where the rows are kept elsewhere, say where with a lint-ignore."
            )
        ]
    }
}
