import StatementAnalysis

struct ViewWithoutInvoker: LintRule {
    let name = "view-without-invoker"
    let severity = LintSeverity.error
    let summary = "A view over a table with the tenant's column, without security_invoker"
    let directions: Set<MigrationDirection> = [.up]

    func violations(of migration: LintedMigration) -> [LintViolation] {
        let tables = migration.earlierTenantTables.union(migration.newTenantTables.map(\.table))
        return migration.up.compactMap { statement in
            guard statement.kind == "ViewStmt", !Self.hasInvoker(statement), let query = statement.tree["query"],
                let view = statement.tree["view"].map({ RelationName($0) })
            else { return nil }
            let read = query.nodes.first { $0.kind == "RangeVar" && tables.contains(RelationName($0)) }
            return read.map { node in
                LintViolation(
                    statement, at: node,
                    "\(view) reads \(RelationName(node)) as the view's owner, past row-level security: every tenant's rows",
                    advice: "CREATE VIEW … WITH (security_invoker = true) AS …")
            }
        }
    }

    private static func hasInvoker(_ statement: LintedStatement) -> Bool {
        guard let option = statement.option("security_invoker") else { return false }
        guard let value = option["arg"] else { return true }
        return value.isTrue("boolval") || value["ival"]?.number == 1
            || ["true", "on", "yes", "1"].contains(value.text("sval")?.lowercased())
    }
}
