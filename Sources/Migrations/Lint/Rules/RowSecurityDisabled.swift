import StatementAnalysis

struct RowSecurityDisabled: LintRule {
    let name = "row-security-disabled"
    let severity = LintSeverity.error
    let summary = "DISABLE ROW LEVEL SECURITY, or a policy dropped and not made anew"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of migration: LintedMigration) -> [LintViolation] {
        migration.up.enumerated().compactMap { index, statement in
            guard let table = Self.opened(statement) else { return nil }
            let later = migration.up[(index + 1)...]
            let isReplaced = later.contains {
                $0.kind == "CreatePolicyStmt" && $0.tree["table"].map { RelationName($0) } == table
            }
            guard statement.alterTable != nil || !isReplaced else { return nil }
            return LintViolation(
                statement,
                statement.alterTable == nil
                    ? "without its policy \(table) hides its rows from those it was for, or shows more by another"
                    : "from the commit on every login with a grant on \(table) reads and writes every tenant's rows",
                advice:
                    "Replace a policy in one transaction: DROP POLICY, then CREATE POLICY; row-level security stays enabled."
            )
        }
    }

    /// The table whose rows a statement no longer guards.
    private static func opened(_ statement: LintedStatement) -> RelationName? {
        if let alter = statement.alterTable {
            let kinds = ["AT_DisableRowSecurity", "AT_NoForceRowSecurity"]
            return alter.commands.contains { kinds.contains($0.kind) } ? alter.relation : nil
        }
        let isPolicy = statement.kind == "DropStmt" && statement.tree.text("removeType") == "OBJECT_POLICY"
        return isPolicy ? statement.exclusivelyLocked.first : nil
    }
}
