import StatementAnalysis

struct DefaultPrivilegesWithoutRole: LintRule {
    let name = "default-privileges-without-role"
    let severity = LintSeverity.error
    let summary = "ALTER DEFAULT PRIVILEGES without FOR ROLE"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "AlterDefaultPrivilegesStmt", statement.option("roles") == nil else { return [] }
        return [
            LintViolation(
                statement,
                "it holds only for what the role that runs this makes later; who that is stands nowhere, and another role's tables "
                    + "are left out",
                advice: "ALTER DEFAULT PRIVILEGES FOR ROLE, naming who makes the tables.")
        ]
    }
}
