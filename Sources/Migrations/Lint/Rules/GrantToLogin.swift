import StatementAnalysis

struct GrantToLogin: LintRule {
    let name = "grant-to-login"
    let severity = LintSeverity.warning
    let summary = "A privilege granted to a login instead of a group"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let grant = statement.grant else { return [] }
        let login = grant.grantees.first { context.logins.contains($0.text("rolename") ?? "") }
        guard let login, let name = login.text("rolename") else { return [] }
        return [
            LintViolation(
                statement, at: login,
                "\(name) can then not be dropped or rotated without finding every grant, and the login that follows it lacks them",
                advice: "Grant to a NOLOGIN group, and the group to \(name).")
        ]
    }
}
