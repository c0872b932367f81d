import StatementAnalysis

struct UniqueWithoutIndex: LintRule {
    let name = "unique-without-index"
    let severity = LintSeverity.error
    let summary = "A UNIQUE, PRIMARY KEY or EXCLUDE constraint that builds its index under lock"

    private static let kinds = ["CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION"]

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        context.alterations(statement, ["AT_AddConstraint", "AT_AddColumn"]).compactMap { command in
            guard let definition = command.definition else { return nil }
            let candidates = command.kind == "AT_AddColumn" ? definition.list("constraints") : [definition]
            let constraint = candidates.first {
                Self.kinds.contains($0.text("contype") ?? "") && $0.text("indexname") == nil
            }
            guard let constraint else { return nil }
            return LintViolation(
                statement, at: constraint,
                "nobody can read or write \(command.table) while the constraint's index is built (ACCESS EXCLUSIVE lock)",
                advice:
                    "CREATE UNIQUE INDEX CONCURRENTLY in a file of its own under -- migrate:up transaction:false, then "
                    + "ADD CONSTRAINT … UNIQUE USING INDEX. EXCLUDE has no such form: make it while the table is small."
            )
        }
    }
}
