struct ColumnTypeChange: LintRule {
    let name = "column-type-change"
    let severity = LintSeverity.error
    let summary = "ALTER COLUMN … TYPE on a table in use"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AlterColumnType"]).map { command in
            LintViolation(
                statement, at: command.node,
                "the table \(command.table) and its indexes are rewritten while nobody can read or write it (ACCESS "
                    + "EXCLUSIVE lock); the application meets another type than it was built for",
                advice:
                    "Add a new column, write both, fill it in batches, switch over, drop the old one. varchar to text "
                    + "and a longer varchar rewrite nothing: then say so with a lint-ignore.")
        }
    }
}
