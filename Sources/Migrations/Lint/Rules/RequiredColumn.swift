import StatementAnalysis

struct RequiredColumn: LintRule {
    let name = "required-column"
    let severity = LintSeverity.error
    let summary = "ADD COLUMN … NOT NULL without a default, on a table in use"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AddColumn"]).compactMap { command in
            guard let column = command.definition, let required = column.constraint("CONSTR_NOTNULL"),
                ["CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"].allSatisfy({ column.constraint($0) == nil }),
                !column.typeName.contains("serial")
            else { return nil }
            return LintViolation(
                statement, at: required,
                "the statement fails as soon as \(command.table) has a row, and until the application is changed its "
                    + "INSERTs fail",
                advice:
                    "Give it a constant DEFAULT, which rewrites nothing; or add it nullable and make it NOT NULL when it "
                    + "is filled.")
        }
    }
}
