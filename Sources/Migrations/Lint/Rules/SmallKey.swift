import StatementAnalysis

struct SmallKey: LintRule {
    let name = "small-key"
    let severity = LintSeverity.warning
    let summary = "A primary key or identity of four bytes or less"
    let directions: Set<MigrationDirection> = [.up]

    private static let small = ["int4", "int2", "serial", "serial4", "serial2", "smallserial"]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let tableKey = statement.tree.list("tableElts").first { $0.text("contype") == "CONSTR_PRIMARY" }
        // A key of several columns is bounded by what they refer to, not by a counter.
        let keys = tableKey?.texts("keys") ?? []
        let counts = { (column: SyntaxNode) -> Bool in
            Self.small.contains(column.typeName)
                && (column.constraint("CONSTR_PRIMARY") != nil || column.constraint("CONSTR_IDENTITY") != nil
                    || keys == [column.text("colname") ?? ""])
        }
        return statement.columns(where: counts).map { columns in
            LintViolation(
                statement, at: columns.first,
                "\(columns.names): after 2,147,483,647 numbers every INSERT fails, and a wider type then rewrites the table and "
                    + "all that refer to it",
                advice: "bigint, or uuid.")
        }
    }
}
