struct DropColumn: LintRule {
    let name = "drop-column"
    let severity = LintSeverity.error
    let summary = "DROP COLUMN of a table in use"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_DropColumn"]).map { command in
            LintViolation(
                statement, at: command.node,
                "whatever of the running application still names \(command.table).\(command.name) fails, and its values are "
                    + "gone with the commit",
                advice:
                    "Drop it only in a release after the last one that uses it (make it nullable first); say so with a "
                    + "lint-ignore.")
        }
    }
}
