import StatementAnalysis

struct UnboundedWrite: LintRule {
    let name = "unbounded-write"
    let severity = LintSeverity.warning
    let summary = "UPDATE or DELETE without WHERE, on a table in use"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard ["UpdateStmt", "DeleteStmt"].contains(statement.kind), statement.tree["whereClause"] == nil,
            let table = statement.tree["relation"].map({ RelationName($0) }), context.isInUse(table)
        else { return [] }
        return [
            LintViolation(
                statement,
                "every row of \(table) is locked until the commit and leaves a dead version behind; a large table outlasts the "
                    + "statement timeout",
                advice: "Write in batches by key, each its own transaction, outside of the migration or under "
                    + "-- migrate:up transaction:false; with WHERE even if it holds for all.")
        ]
    }
}
