import StatementAnalysis

/// A migration as the rules see it.
struct LintedMigration {
    let up: [LintedStatement]
    /// nil without a `migrate:down` section.
    let down: [LintedStatement]?
    let hasVerify: Bool
    let isIrreversible: Bool
    /// Whether `up` is one transaction, and whether `down` is.
    let transactional: (up: Bool, down: Bool)
    /// The column by which tenants are kept apart.
    let tenantColumn: String
    /// Tables with that column, from the files before this one.
    let earlierTenantTables: Set<RelationName>

    /// Tables with the tenant's column that this migration makes, and by which statement.
    var newTenantTables: [(table: RelationName, statement: LintedStatement)] {
        up.compactMap { statement in
            guard let table = statement.createdTable, !table.isTemporary,
                statement.newColumns.contains(where: { $0.text("colname") == tenantColumn })
            else { return nil }
            return (table, statement)
        }
    }

    /// What `up` makes.
    var madeRelations: Set<RelationName> { Set(up.flatMap(\.madeRelations)) }
}
