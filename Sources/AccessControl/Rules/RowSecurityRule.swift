import PostgresCatalog

/// Every table with a tenant shows each tenant its own rows, by row-level security, and no one table is forgotten.
enum RowSecurityRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        guard let isolation = subject.policy.tenantIsolation else { return [] }
        return subject.tables.filter { !subject.policy.isExtensions($0) }.flatMap { table -> [Surprise] in
            switch table.kind {
            case .table, .partitionedTable: self.table(table, isolation, subject)
            case .materializedView, .foreignTable: copy(table, subject)
            case .view, .sequence: []
            }
        } + parents(subject)
    }

    /// Who queries a parent is shown its children's rows by the parent's policies alone.
    private static func parents(_ subject: AccessSubject) -> [Surprise] {
        // What is exempt itself hands on others' rows all the same.
        let relations = Dictionary(
            subject.allRelations.map { ($0.qualifiedName, $0) }, uniquingKeysWith: { first, _ in first })
        return subject.catalog.relations.flatMap { child -> [Surprise] in
            guard subject.policy.tenantColumn(of: child) != nil else { return [] }
            return ancestors(of: child, relations).filter { parent in
                subject.policy.tenantColumn(of: parent) == nil
                    && subject.isHeld([.select, .update, .delete], on: parent)
            }.map {
                Surprise(
                    kind: .rowSecurity, subject: $0.label,
                    detail: "hands on tenants' rows of its child \(child.qualifiedName), without that one's policies")
            }
        }
    }

    /// Every table whose queries read a child too, the nearest first.
    private static func ancestors(
        of child: CatalogRelation, _ relations: [String: CatalogRelation]
    ) -> [CatalogRelation] {
        var found: [CatalogRelation] = []
        var names = child.parents
        while !names.isEmpty {
            let next = Set(names).sorted().compactMap { relations[$0] }.filter { one in
                !found.contains { $0.label == one.label }
            }
            found += next
            names = next.flatMap(\.parents)
        }
        return found
    }

    private static func table(
        _ table: CatalogRelation, _ isolation: TenantIsolation, _ subject: AccessSubject
    ) -> [Surprise] {
        guard let column = subject.policy.tenantColumn(of: table) else {
            return undeclaredTenant(table, isolation, subject)
        }
        var surprises: [Surprise] = []
        if !table.hasRowSecurity {
            surprises.append(
                Surprise(
                    kind: .rowSecurity, subject: table.label,
                    detail: "has tenants' rows, but row-level security is not enabled"))
        }
        if table.forcesRowSecurity {
            surprises.append(
                Surprise(
                    kind: .rowSecurity, subject: table.label,
                    detail: "forces row-level security on its owner, so that pg_dump fails"))
        }
        return surprises + policies(of: table, TenantComparison(column: column, setting: isolation.setting), subject)
    }

    /// What is wrong with the policies of a table that has a tenant.
    static func policySurprises(
        of table: CatalogRelation, _ isolation: TenantIsolation, _ subject: AccessSubject
    ) -> [Surprise] {
        guard let column = subject.policy.tenantColumn(of: table) else { return [] }
        return policies(of: table, TenantComparison(column: column, setting: isolation.setting), subject)
    }

    /// A table that somebody may read or change, without a tenant column and not declared to be everybody's.
    private static func undeclaredTenant(
        _ table: CatalogRelation, _ isolation: TenantIsolation, _ subject: AccessSubject
    ) -> [Surprise] {
        let policy = subject.policy
        let isUsed = policy.holders.contains {
            !$0.privileges(on: table, of: policy).isDisjoint(with: [.select, .update, .delete])
        }
        guard isUsed, !policy.isGlobal(table) else { return [] }
        return [
            Surprise(
                kind: .rowSecurity, subject: table.label,
                detail: "has no column \(isolation.column) and is not declared under global_tables")
        ]
    }

    /// Materialized views and foreign tables know no row-level security.
    private static func copy(_ table: CatalogRelation, _ subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        guard !policy.isGlobal(table),
            policy.holders.contains(where: { !$0.privileges(on: table, of: policy).isEmpty })
        else { return [] }
        return [
            Surprise(
                kind: .rowSecurity, subject: table.label,
                detail: "cannot keep tenants apart, and is not declared under global_tables")
        ]
    }

    /// The policies of a table that let somebody have others' rows.
    static func leaks(
        of table: CatalogRelation, _ comparison: TenantComparison, _ subject: AccessSubject
    ) -> [RowPolicy] {
        table.policies.filter {
            $0.isPermissive && !comparison.isKept(by: $0) && !isForAllTenants($0, subject.policy)
        }
    }

    private static func policies(
        of table: CatalogRelation, _ comparison: TenantComparison, _ subject: AccessSubject
    ) -> [Surprise] {
        let permissive = table.policies.filter(\.isPermissive)
        let leaks = leaks(of: table, comparison, subject).map {
            Surprise(
                kind: .rowPolicy, subject: table.label,
                detail: "policy \($0.name) does not compare \(comparison.column) with \(comparison.setting) alone")
        }
        let uncovered = subject.policy.groups.compactMap { group -> Surprise? in
            let wanted = group.privileges(on: table, of: subject.policy)
                .intersection([.select, .insert, .update, .delete])
            let covered = permissive.filter { $0.roles.contains(.everyone) || $0.roles.contains(.role(group.name)) }
            let missing = wanted.filter { privilege in !covered.contains { $0.command.covers(privilege) } }
            guard !missing.isEmpty else { return nil }
            let names = missing.map(\.rawValue).sorted().joined(separator: ", ")
            return Surprise(
                kind: .rowPolicy, subject: table.label,
                detail: "no policy lets \(group.name) \(names) its tenant's rows")
        }
        return leaks + uncovered
    }

    /// Whether a policy lets groups read that are declared to see every tenant's rows, and nobody else, and no more.
    static func isForAllTenants(_ policy: RowPolicy, _ declared: AccessPolicy) -> Bool {
        policy.command == .select && !policy.roles.isEmpty
            && policy.roles.allSatisfy { role in
                guard case .role(let name) = role else { return false }
                return declared.group(name)?.seesAllTenants ?? false
            }
    }
}

extension RowPolicy.Command {
    func covers(_ privilege: Privilege) -> Bool {
        switch (self, privilege) {
        case (.all, _), (.select, .select), (.insert, .insert), (.update, .update), (.delete, .delete): true
        default: false
        }
    }
}
