import PostgresCatalog
import PostgresDriver

/// The policies of a tenants' table that has none: its tenant's rows for every group that uses it, and all rows to read
/// for groups that see all tenants.
struct TenantPolicies {
    /// The types that PostgreSQL compares as they are. With others it prints more casts into the condition than the
    /// proof takes for the comparison.
    private static let comparedTypes: Set = ["uuid", "text", "smallint", "integer", "bigint", "numeric"]

    private let table: CatalogRelation
    private let setting: String
    private let column: String
    private let type: String
    /// Who sees its tenant's rows.
    private let kept: [String]
    /// Who reads all rows.
    private let readers: [String]

    /// Nil when the table has policies of its own or no tenant, nobody is declared to use it, or its tenants' type is
    /// none of those that are written here.
    init?(of table: CatalogRelation, _ isolation: TenantIsolation, _ subject: AccessSubject) {
        guard table.policies.isEmpty, let column = subject.policy.tenantColumn(of: table),
            let index = table.columns.firstIndex(of: column), index < table.columnTypes.count,
            Self.comparedTypes.contains(table.columnTypes[index])
        else { return nil }
        (self.table, setting, self.column, type) = (table, isolation.setting, column, table.columnTypes[index])
        func groups(_ privileges: (GroupPolicy) -> Set<Privilege>) -> [String] {
            subject.policy.groups.filter { group in
                !group.privileges(on: table, of: subject.policy).isDisjoint(with: privileges(group))
            }.map(\.name)
        }
        kept = groups { $0.seesAllTenants ? [.insert, .update, .delete] : [.select, .insert, .update, .delete] }
        readers = groups { $0.seesAllTenants ? [.select] : [] }
        guard !kept.isEmpty || !readers.isEmpty else { return nil }
    }

    var steps: [AccessPlan.Step] {
        get throws(DatabaseError) {
            var steps: [AccessPlan.Step] = []
            if !kept.isEmpty { steps.append(try keeping) }
            if !readers.isEmpty { steps.append(try reading) }
            return steps
        }
    }

    private var keeping: AccessPlan.Step {
        get throws(DatabaseError) {
            let cast = type == "text" ? "" : "::\(type)"
            let value = "nullif(current_setting(\(SQLText.literal(setting)), true), '')\(cast)"
            let condition = "\(try SQLText.name(column)) = \(value)"
            let text = type == "text" ? "" : ")\(cast)", open = type == "text" ? "" : "("
            let printed =
                "format('(%I = \(open)NULLIF(current_setting(%L::text, true), %L::text)\(text))', "
                + "\(SQLText.literal(column)), \(SQLText.literal(setting)), '')"
            return try step(
                "tenant_isolation", "", kept, "USING (\(condition)) WITH CHECK (\(condition))",
                why: "each sees and writes its tenant's rows alone",
                proof: "cmd = 'ALL' AND qual = with_check AND qual = \(printed)")
        }
    }

    private var reading: AccessPlan.Step {
        get throws(DatabaseError) {
            try step(
                "every_tenant", " FOR SELECT", readers, "USING (true)", why: "declared to read every tenant's rows",
                proof: "cmd = 'SELECT' AND qual = 'true'")
        }
    }

    private func step(
        _ policy: String, _ command: String, _ roles: [String], _ condition: String, why: String, proof: String
    ) throws(DatabaseError) -> AccessPlan.Step {
        let name = try SQLText.name(table.schema, table.name)
        let quoted = try roles.map { role throws(DatabaseError) in try SQLText.name(role) }
        let (policyName, names) = (try SQLText.name(policy), SQLText.names(roles))
        return AccessPlan.Step(
            "CREATE POLICY \(policyName) ON \(name)\(command) TO \(quoted.joined(separator: ", ")) \(condition)",
            why: why, inverse: ["DROP POLICY \(policyName) ON \(name)"],
            check: """
                SELECT count(*) = 1
                  AND bool_and(permissive = 'PERMISSIVE' AND roles @> \(names) AND roles <@ \(names) AND \(proof))
                  AS \(try SQLText.name(String("\(policy) of \(table.name)".prefix(60))))
                FROM pg_catalog.pg_policies
                WHERE schemaname = \(SQLText.literal(table.schema)) AND tablename = \(SQLText.literal(table.name))
                  AND policyname = \(SQLText.literal(policy))
                """)
    }
}
