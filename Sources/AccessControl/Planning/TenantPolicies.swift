import PostgresCatalog
import PostgresDriver

/// The policies of a tenants' table: its tenant's rows for every group that uses it, and all rows to read for groups that
/// see all tenants. Of a table that has them, they are what a group lacks there that was taken away or is new.
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
    /// The policies that are there for the one and for the other.
    private let existing: (keeping: RowPolicy?, reading: RowPolicy?)

    /// Nil when the table has other policies than these or no tenant, nobody is declared to use it, or its tenants' type
    /// is none of those that are written here.
    init?(of table: CatalogRelation, _ isolation: TenantIsolation, _ subject: AccessSubject) {
        guard let column = subject.policy.tenantColumn(of: table),
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
        let comparison = TenantComparison(column: column, setting: isolation.setting)
        guard RowSecurityRule.leaks(of: table, comparison, subject).isEmpty else { return nil }
        let keeping = table.policies.first {
            $0.isPermissive && $0.name == Self.keepingName && $0.command == .all && comparison.isKept(by: $0)
        }
        let reading = table.policies.first { $0.isPermissive && $0.name == Self.readingName && $0.command == .select }
        existing = (keeping, reading)
        guard table.policies.allSatisfy({ [keeping, reading].contains($0) }) else { return nil }
        guard lacks(kept, in: keeping) || lacks(readers, in: reading) else { return nil }
    }

    private static let keepingName = "tenant_isolation"
    private static let readingName = "every_tenant"

    private func lacks(_ roles: [String], in policy: RowPolicy?) -> Bool {
        guard let policy else { return !roles.isEmpty }
        return !policy.roles.contains(.everyone) && roles.contains { !policy.roles.contains(.role($0)) }
    }

    var steps: [AccessPlan.Step] {
        get throws(DatabaseError) {
            var steps: [AccessPlan.Step] = []
            if lacks(kept, in: existing.keeping) {
                if let step = try step(existing.keeping, for: kept) {
                    steps.append(step)
                } else {
                    steps.append(try keeping)
                }
            }
            if lacks(readers, in: existing.reading) {
                if let step = try step(existing.reading, for: readers) {
                    steps.append(step)
                } else {
                    steps.append(try reading)
                }
            }
            return steps
        }
    }

    /// What makes a policy these roles' too; nil where there is none.
    private func step(_ policy: RowPolicy?, for roles: [String]) throws(DatabaseError) -> AccessPlan.Step? {
        guard let policy else { return nil }
        let target =
            "ALTER POLICY \(try SQLText.name(policy.name)) ON \(try SQLText.name(table.schema, table.name)) TO "
        let before = policy.roles.map(\.name)
        let all = before + roles.filter { !before.contains($0) }
        func list(_ roles: [String]) throws(DatabaseError) -> String {
            try roles.map { role throws(DatabaseError) in try SQLText.name(role) }.joined(separator: ", ")
        }
        return AccessPlan.Step(
            target + (try list(all)), why: "it is these groups' policy as well", inverse: [target + (try list(before))],
            check: """
                SELECT roles @> \(SQLText.names(roles)) AS \(try SQLText.name(String("roles of \(policy.name) of \(table.name)".prefix(60))))
                FROM pg_catalog.pg_policies
                WHERE schemaname = \(SQLText.literal(table.schema)) AND tablename = \(SQLText.literal(table.name))
                  AND policyname = \(SQLText.literal(policy.name))
                """)
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
                Self.keepingName, "", kept, "USING (\(condition)) WITH CHECK (\(condition))",
                why: "each sees and writes its tenant's rows alone",
                proof: "cmd = 'ALL' AND qual = with_check AND qual = \(printed)")
        }
    }

    private var reading: AccessPlan.Step {
        get throws(DatabaseError) {
            try step(
                Self.readingName, " FOR SELECT", readers, "USING (true)", why: "declared to read every tenant's rows",
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
