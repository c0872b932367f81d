import StatementAnalysis

struct CheckValidated: LintRule {
    let name = "check-validated"
    let severity = LintSeverity.error
    let summary = "A CHECK constraint added without NOT VALID"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AddConstraint", "AT_AddColumn"]).compactMap { command in
            guard let definition = command.definition else { return nil }
            let check = command.kind == "AT_AddColumn" ? definition.constraint("CONSTR_CHECK") : definition
            guard let check, check.text("contype") == "CONSTR_CHECK", !check.isTrue("skip_validation") else {
                return nil
            }
            return LintViolation(
                statement, at: check,
                "nobody can read or write \(command.table) while every row is checked (ACCESS EXCLUSIVE lock)",
                advice:
                    "ADD CONSTRAINT … CHECK … NOT VALID; in a later migration VALIDATE CONSTRAINT, which blocks nobody."
            )
        }
    }
}
