import PostgresCatalog
import PostgresDriver

/// Row-level security, enabled where a table's policies are all there already. Policies themselves are written in
/// migrations: without them enabling it would hide every row.
struct RowSecurityChanges {
    let subject: AccessSubject

    /// Whether a table, by its label, is about to get row-level security.
    func isPlanned(_ label: String) -> Bool { tables.contains { $0.label == label } }

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        for table in tables {
            let name = try SQLText.name(table.schema, table.name)
            let step = AccessPlan.Step(
                "ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY",
                why: "it has tenants' rows, and its policies are there",
                inverse: ["ALTER TABLE \(name) DISABLE ROW LEVEL SECURITY"],
                check: """
                    SELECT relrowsecurity AS "row-level security is enabled" FROM pg_catalog.pg_class
                    WHERE oid = \(SQLText.literal(name))::regclass
                    """)
            try draft.add([step], as: table.owner, draft.powers.way(asOwner: table.owner))
        }
    }

    private var tables: [CatalogRelation] {
        guard let isolation = subject.policy.tenantIsolation else { return [] }
        return subject.tables.filter { table in
            (table.kind == .table || table.kind == .partitionedTable) && !table.isExtensionMember
                && !table.hasRowSecurity && subject.policy.tenantColumn(of: table) != nil
                && !table.policies.isEmpty && RowSecurityRule.policySurprises(of: table, isolation, subject).isEmpty
        }
    }
}
