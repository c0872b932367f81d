import StatementAnalysis

struct TriggersDisabled: LintRule {
    let name = "triggers-disabled"
    let severity = LintSeverity.error
    let summary = "DISABLE TRIGGER, or session_replication_role set to replica"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        let kinds: Set = ["AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser"]
        let isReplica =
            statement.kind == "VariableSetStmt" && statement.tree.text("name") == "session_replication_role"
            && statement.tree.list("args").first?["sval"]?.text("sval")?.lowercased() == "replica"
        guard isReplica || !context.alterations(statement, kinds).isEmpty else { return [] }
        return [
            LintViolation(
                statement,
                isReplica
                    ? "no trigger fires and no foreign key is checked for the rest of the session; the audit misses what "
                        + "is written"
                    : "the trigger stays off for everybody: what the application writes meanwhile is neither checked nor "
                        + "audited",
                advice:
                    "Let the triggers fire, in batches if they are slow; or make the trigger's function skip the rows by a "
                    + "condition.")
        ]
    }
}
