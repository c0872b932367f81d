struct NotNullScan: LintRule {
    let name = "not-null-scan"
    let severity = LintSeverity.error
    let summary = "SET NOT NULL on a table in use, without a validated CHECK"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_SetNotNull"]).compactMap { command in
            guard !context.validated.contains(command.table) else { return nil }
            return LintViolation(
                statement, at: command.node,
                "nobody can read or write \(command.table) while every row is scanned for NULL in \(command.name) "
                    + "(ACCESS EXCLUSIVE lock)",
                advice:
                    "First ADD CONSTRAINT … CHECK (\(command.name) IS NOT NULL) NOT VALID; in a later migration VALIDATE "
                    + "CONSTRAINT, then SET NOT NULL, which then scans nothing.")
        }
    }
}
