import StatementAnalysis

struct PolicyAlwaysTrue: LintRule {
    let name = "policy-always-true"
    let severity = LintSeverity.error
    let summary = "A permissive policy whose condition is always true"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let tree = statement.tree
        let isPermissive = statement.kind == "AlterPolicyStmt" || tree.isTrue("permissive")
        guard statement.kind == "AlterPolicyStmt" || statement.kind == "CreatePolicyStmt", isPermissive else {
            return []
        }
        let condition = [tree["qual"], tree["with_check"]].compactMap(\.self).first { condition in
            condition["boolval"]?.isTrue("boolval") == true
        }
        guard let condition, let table = tree["table"].map({ RelationName($0) }) else { return [] }
        return [
            LintViolation(
                statement, at: condition,
                "permissive policies add up: for its roles this one opens every row of \(table), whatever the others say",
                advice:
                    "Compare the row with the tenant's setting. A group that reads every tenant on purpose: name it in TO, and "
                    + "say so with a lint-ignore.")
        ]
    }
}
