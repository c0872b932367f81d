import StatementAnalysis

struct GrantToPublic: LintRule {
    let name = "grant-to-public"
    let severity = LintSeverity.error
    let summary = "GRANT … TO PUBLIC"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let grant = statement.grant,
            let grantee = grant.grantees.first(where: { $0.text("roletype") == "ROLESPEC_PUBLIC" })
        else { return [] }
        return [
            LintViolation(
                statement, at: grantee,
                "every role of the cluster has it from now on, those of other applications and those made later too",
                advice: "Grant to the NOLOGIN group that needs it.")
        ]
    }
}
