import StatementAnalysis

struct BlockingMaintenance: LintRule {
    let name = "blocking-maintenance"
    let severity = LintSeverity.error
    let summary = "VACUUM FULL, CLUSTER, REINDEX or REFRESH MATERIALIZED VIEW in a form that stops readers or writers"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let tree = statement.tree
        if let relation = tree["relation"].map({ RelationName($0) }), !context.isInUse(relation) { return [] }
        let advice: String
        switch statement.kind {
        case "VacuumStmt" where statement.option("full") != nil:
            advice = "VACUUM without FULL; to give space back, pg_repack outside of a migration."
        case "ClusterStmt":
            advice = "Leave it out of migrations; to reorder a table, pg_repack."
        case "ReindexStmt" where statement.option("concurrently", in: "params") == nil:
            advice = "REINDEX … CONCURRENTLY, in a file of its own under -- migrate:up transaction:false."
        case "RefreshMatViewStmt" where !tree.isTrue("concurrent") && !tree.isTrue("skipData"):
            advice = "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view."
        default: return []
        }
        return [
            LintViolation(
                statement,
                "what \(statement.summary) works on is locked for as long as that takes, for hours when it is large",
                advice: advice)
        ]
    }
}
