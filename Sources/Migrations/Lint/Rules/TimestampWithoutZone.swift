import StatementAnalysis

struct TimestampWithoutZone: LintRule {
    let name = "timestamp-without-zone"
    let severity = LintSeverity.warning
    let summary = "A column of type timestamp without time zone"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        statement.columns(where: { $0.typeName == "timestamp" }).map { columns in
            LintViolation(
                statement, at: columns.first,
                "\(columns.names): the value names no instant; what it means changes with the TimeZone of whoever writes it",
                advice: "timestamptz, which takes the same eight bytes.")
        }
    }
}
