import StatementAnalysis

struct SecurityDefinerSearchPath: LintRule {
    let name = "security-definer-search-path"
    let severity = LintSeverity.error
    let summary = "A SECURITY DEFINER function without SET search_path"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let field = ["CreateFunctionStmt": "options", "AlterFunctionStmt": "actions"][statement.kind],
            let security = statement.option("security", in: field), security["arg"]?.isTrue("boolval") == true
        else { return [] }
        let hasPath = statement.tree.list(field).contains {
            $0.text("defname") == "set" && $0["arg"]?.text("name") == "search_path"
        }
        guard !hasPath else { return [] }
        return [
            LintViolation(
                statement, at: security,
                "it runs with its owner's power, and its caller chooses by search_path which tables and functions it finds",
                advice: "SET search_path = pg_catalog, pg_temp on the function, and every name with its schema.")
        ]
    }
}
