import StatementAnalysis

struct VarcharLength: LintRule {
    let name = "varchar-length"
    let severity = LintSeverity.note
    let summary = "A column of type varchar(n)"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        statement.columns(where: { $0.typeName == "varchar" && $0.hasTypeModifier }).map { columns in
            LintViolation(
                statement, at: columns.first,
                "\(columns.names): to shorten the length later rewrites the table while nobody can read or write it",
                advice:
                    "text with CHECK (length(…) <= n): a check is replaced by NOT VALID and VALIDATE, without blocking."
            )
        }
    }
}
