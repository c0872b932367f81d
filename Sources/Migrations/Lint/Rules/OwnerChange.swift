import StatementAnalysis

struct OwnerChange: LintRule {
    let name = "owner-change"
    let severity = LintSeverity.warning
    let summary = "OWNER TO"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let change = statement.alterTable?.commands.first { $0.kind == "AT_ChangeOwner" }?.node["newowner"]
        guard let owner = change ?? (statement.kind == "AlterOwnerStmt" ? statement.tree["newowner"] : nil),
            owner.text("roletype") == "ROLESPEC_CSTRING"
        else { return [] }
        return [
            LintViolation(
                statement, at: owner,
                "an owner may drop it, grant it to anybody, and is not bound by row-level security",
                advice: "Let the role that runs migrations own everything, and grant what others need.")
        ]
    }
}
