import StatementAnalysis

struct DropRoleOwned: LintRule {
    let name = "drop-role-owned"
    let severity = LintSeverity.error
    let summary = "DROP ROLE without DROP OWNED BY before it"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "DropRoleStmt" else { return [] }
        let role = statement.tree.list("roles").first { !context.cleanedRoles.contains($0.text("rolename") ?? "") }
        guard let role, let name = role.text("rolename") else { return [] }
        return [
            LintViolation(
                statement, at: role,
                "it is refused while \(name) owns anything or holds a privilege in any database: CONNECT and default privileges "
                    + "count",
                advice: "REASSIGN OWNED BY \(name) TO …, then DROP OWNED BY \(name), in each database; then DROP ROLE.")
        ]
    }
}
