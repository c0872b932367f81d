import StatementAnalysis

struct GrantAll: LintRule {
    let name = "grant-all"
    let severity = LintSeverity.error
    let summary = "GRANT ALL"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let grant = statement.grant, grant.grantsAll else { return [] }
        return [
            LintViolation(
                statement, at: grant.grantees.first,
                "on a table ALL includes TRUNCATE, REFERENCES and TRIGGER: past row-level security, and code that runs as others",
                advice: "Name the privileges: GRANT SELECT, INSERT, UPDATE, DELETE.")
        ]
    }
}
