import StatementAnalysis

struct CharType: LintRule {
    let name = "char-type"
    let severity = LintSeverity.warning
    let summary = "A column of type char(n)"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        statement.columns(where: { $0.typeName == "bpchar" }).map { columns in
            LintViolation(
                statement, at: columns.first,
                "\(columns.names): char(n) pads with blanks, which comparisons then ignore and pattern matches do not",
                advice: "text, with a CHECK on the length where there is one.")
        }
    }
}
