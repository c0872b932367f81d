import StatementAnalysis

struct TenantTableUnprotected: LintRule {
    let name = "tenant-table-unprotected"
    let severity = LintSeverity.error
    let summary = "A new table with the tenant's column, without row-level security and a policy"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of migration: LintedMigration) -> [LintViolation] {
        let secured = Set(
            migration.up.compactMap(\.alterTable).filter { $0.commands.contains { $0.kind == "AT_EnableRowSecurity" } }
                .map(\.relation))
        let withPolicy = Set(
            migration.up.filter { $0.kind == "CreatePolicyStmt" }.compactMap {
                $0.tree["table"].map { RelationName($0) }
            })
        return migration.newTenantTables.compactMap { table, statement in
            let isSecured = secured.contains(table)
            guard !isSecured || !withPolicy.contains(table) else { return nil }
            return LintViolation(
                statement, at: statement.tree["relation"],
                isSecured
                    ? "row-level security without a policy hides every row of \(table) from all but its owner"
                    : "every login with a grant on \(table) reads and writes every tenant's rows",
                advice:
                    "In the same migration, before any grant: CREATE POLICY … USING (\(migration.tenantColumn) = …) and ALTER "
                    + "TABLE \(table) ENABLE ROW LEVEL SECURITY.")
        }
    }
}
