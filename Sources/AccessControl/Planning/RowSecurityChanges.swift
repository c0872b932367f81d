import PostgresCatalog
import PostgresDriver

/// Row-level security, with its policies where a table has none yet. Policies that somebody wrote are left alone: it is
/// enabled only where they are all there, since without them it would hide every row.
struct RowSecurityChanges {
    let subject: AccessSubject

    /// The labels of the tables that are about to get row-level security.
    var plannedTables: Set<String> { Set(tables.map(\.table.label)) }

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        for (table, policies) in tables {
            let name = try SQLText.name(table.schema, table.name)
            let enabling = AccessPlan.Step(
                "ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY",
                why:
                    "it has tenants' rows, and \(policies == nil ? "its policies are there" : "these are its policies")",
                inverse: ["ALTER TABLE \(name) DISABLE ROW LEVEL SECURITY"],
                check: """
                    SELECT relrowsecurity AS "row-level security is enabled" FROM pg_catalog.pg_class
                    WHERE oid = \(SQLText.literal(name))::regclass
                    """)
            let steps = try (policies?.steps ?? []) + (table.hasRowSecurity ? [] : [enabling])
            try draft.add(steps, as: table.owner, draft.powers.way(asOwner: table.owner))
        }
    }

    /// The tables, with the policies they are to get.
    private var tables: [(table: CatalogRelation, policies: TenantPolicies?)] {
        guard let isolation = subject.policy.tenantIsolation else { return [] }
        return subject.tables.compactMap { table in
            guard table.kind == .table || table.kind == .partitionedTable, !subject.policy.isExtensions(table),
                subject.policy.tenantColumn(of: table) != nil
            else { return nil }
            if let policies = TenantPolicies(of: table, isolation, subject) { return (table, policies) }
            let isReady =
                !table.hasRowSecurity && !table.policies.isEmpty
                && RowSecurityRule.policySurprises(of: table, isolation, subject).isEmpty
            return isReady ? (table, nil) : nil
        }
    }
}
