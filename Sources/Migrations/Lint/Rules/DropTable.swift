import StatementAnalysis

struct DropTable: LintRule {
    let name = "drop-table"
    let severity = LintSeverity.error
    let summary = "DROP TABLE of a table that is not this migration's own"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let tables = statement.dropped("OBJECT_TABLE").filter(context.isInUse)
        guard let table = tables.first else { return [] }
        return [
            LintViolation(
                statement,
                "whatever of the running application still names \(table) fails, and its rows are gone with the commit",
                advice:
                    "Drop it only in a release after the last one that uses it, once nothing has read it for a while; "
                    + "say so with a lint-ignore.")
        ]
    }
}
