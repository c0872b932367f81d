import StatementAnalysis

struct PasswordLiteral: LintRule {
    let name = "password-literal"
    let severity = LintSeverity.error
    let summary = "A password in CREATE ROLE or ALTER ROLE"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.roleOption("password")?.text("sval") != nil else { return [] }
        let option = statement.tree.list("options").first { $0.text("defname") == "password" }
        return [
            LintViolation(
                statement, at: option,
                "the password stands in the repository, in the server's log (log_statement = ddl) and in pg_stat_activity",
                advice:
                    "Make the role without one; dal sets it from the secrets, as a SCRAM verifier. Change this one: it is "
                    + "known.")
        ]
    }
}
