import StatementAnalysis

struct DropCascade: LintRule {
    let name = "drop-cascade"
    let severity = LintSeverity.error
    let summary = "DROP … CASCADE"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let drops =
            switch statement.kind {
            case "DropStmt", "DropOwnedStmt":
                statement.tree.text("behavior") == "DROP_CASCADE" && !Self.dropsOnlyNew(statement, in: context)
            default: context.alterations(statement, ["AT_DropColumn", "AT_DropConstraint"]).contains { $0.cascades }
            }
        guard drops else { return [] }
        return [
            LintViolation(
                statement,
                "it also drops what depends on it, whatever that is on the server it meets: views, foreign keys, policies, "
                    + "functions",
                advice: "Name each of them in a DROP of its own, without CASCADE; then a surprise fails instead.")
        ]
    }

    private static func dropsOnlyNew(_ statement: LintedStatement, in context: LintContext) -> Bool {
        let relations = ["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW"].flatMap(statement.dropped)
        return !relations.isEmpty && !relations.contains(where: context.isInUse)
    }
}
