import StatementAnalysis

struct WorkUnderLock: LintRule {
    let name = "work-under-lock"
    let severity = LintSeverity.error
    let summary = "A statement that takes long, after one that locked a table for everybody, in one transaction"

    func violations(of statement: LintedStatement, in context: LintContext) -> [LintViolation] {
        guard let lock = context.heldLocks.first, Self.mayTakeLong(statement, in: context) else { return [] }
        return [
            LintViolation(
                statement,
                "nobody can read or write \(lock.table), locked on line \(lock.statement.line), until \(statement.summary) is "
                    + "done and the transaction ends",
                advice: "Put it into a migration of its own: before the one that locks, or after it.")
        ]
    }

    private static func mayTakeLong(_ statement: LintedStatement, in context: LintContext) -> Bool {
        let tree = statement.tree
        switch statement.kind {
        case "UpdateStmt", "DeleteStmt", "MergeStmt":
            return tree["relation"].map { context.isInUse(RelationName($0)) } ?? false
        case "InsertStmt": return tree["selectStmt"]?.list("fromClause").isEmpty == false
        case "CreateTableAsStmt", "RefreshMatViewStmt": return true
        case "IndexStmt": return tree["relation"].map { context.isInUse(RelationName($0)) } ?? false
        default: return !context.alterations(statement, ["AT_ValidateConstraint"]).isEmpty
        }
    }
}
