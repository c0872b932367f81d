import StatementAnalysis

struct SerialColumn: LintRule {
    let name = "serial-column"
    let severity = LintSeverity.warning
    let summary = "A column of type serial"
    let directions: Set<MigrationDirection> = [.up]

    static let types = ["serial", "bigserial", "smallserial", "serial4", "serial8", "serial2"]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        statement.columns(where: { Self.types.contains($0.typeName) }).map { columns in
            LintViolation(
                statement, at: columns.first,
                "\(columns.names): whoever inserts needs a grant of its own on the sequence, and an INSERT with a number of its "
                    + "own makes a later one fail",
                advice: "bigint GENERATED ALWAYS AS IDENTITY, which needs no grant; or uuid.")
        }
    }
}
