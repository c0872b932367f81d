import StatementAnalysis

struct TimeoutRemoved: LintRule {
    let name = "timeout-removed"
    let severity = LintSeverity.error
    let summary = "lock_timeout or statement_timeout switched off"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard statement.kind == "VariableSetStmt", Self.removes(statement.tree) else { return [] }
        return [
            LintViolation(
                statement,
                "a statement that waits for a lock makes everybody behind it wait, with no end",
                advice: "Leave it to the runner, which sets both; or set a longer limit, never 0, by SET LOCAL.")
        ]
    }

    private static func removes(_ set: SyntaxNode) -> Bool {
        switch set.text("kind") {
        case "VAR_RESET_ALL": return true
        case "VAR_RESET", "VAR_SET_DEFAULT": return isTimeout(set.text("name"))
        case "VAR_SET_VALUE":
            guard isTimeout(set.text("name")), let value = set.list("args").first else { return false }
            if let number = value["ival"] { return number["ival"]?.number ?? 0 == 0 }
            return value["sval"]?.text("sval")?.prefix { $0.isNumber }.allSatisfy { $0 == "0" } ?? false
        default: return false
        }
    }

    private static func isTimeout(_ name: String?) -> Bool {
        name?.lowercased() == "lock_timeout" || name?.lowercased() == "statement_timeout"
    }
}
