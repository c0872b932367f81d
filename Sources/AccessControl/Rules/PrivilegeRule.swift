import PostgresCatalog

/// Groups hold exactly what is declared; nobody else holds anything but owner and superuser.
///
/// It judges the grants as they stand, each where it was made, so that one mistake is one surprise: what a login has
/// through a wrong membership is named by the membership's rule.
enum PrivilegeRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.objects.flatMap { object in
            subject.policy.groups.flatMap { missing($0, on: object, subject) } + granted(on: object, subject)
        } + undeclaredTables(subject)
    }

    private static func missing(
        _ group: GroupPolicy, on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        // A role that does not exist, or holds everything, is named for that.
        guard subject.catalog.role(group.name) != nil else { return [] }
        let required = Expectation(of: group, on: object, in: subject.policy).required
        let effective = subject.effectivePrivileges(of: group.name)
        let missing = required.filter { privilege in
            !effective.held(privilege, on: object).contains { $0.isImmediate && $0.columns.isEmpty }
        }
        guard !missing.isEmpty else { return [] }
        return [
            Surprise(
                kind: .missingPrivilege, subject: group.name, detail: "lacks \(names(missing)) on \(object.label)")
        ]
    }

    private static func granted(on object: any CatalogObject, _ subject: AccessSubject) -> [Surprise] {
        Dictionary(grouping: object.grants, by: \.grantee)
            .sorted { $0.key.name < $1.key.name }
            .flatMap { grantee, grants -> [Surprise] in
                switch grantee {
                case .everyone: everyone(grants, on: object, subject)
                case .role(object.owner): []
                case .role(let name): role(name, grants, on: object, subject)
                }
            }
    }

    private static func everyone(
        _ grants: [Grant], on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        if let function = object as? CatalogFunction, function.isExtensionMember, !function.isSecurityDefiner {
            return []
        }
        if let relation = object as? CatalogRelation, relation.isExtensionMember,
            grants.allSatisfy({ $0.privilege == .select })
        {
            return []
        }
        // Nobody can connect to such a database, whatever was granted.
        if let database = object as? CatalogDatabase, !database.acceptsConnections { return [] }
        return [
            Surprise(
                kind: .publicPrivilege, subject: "PUBLIC", detail: "may \(described(grants)) on \(object.label)")
        ]
    }

    private static func role(
        _ name: String, _ grants: [Grant], on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        if name == subject.policy.administrator || subject.isSuperuser(name) { return [] }
        guard subject.subjectRoles.contains(name) else {
            // What others do in other databases is not this one's affair, nor is what PostgreSQL grants its own roles.
            if let database = object as? CatalogDatabase, !database.isCurrent { return [] }
            return [
                Surprise(
                    kind: .undeclaredRole, subject: name,
                    detail: "may \(described(grants)) on \(object.label), and is not declared")
            ]
        }
        let allowed = Expectation.of(role: name, on: object, in: subject.policy).allowed
        let surplus = grants.filter { !allowed.contains($0.privilege) }
        var surprises: [Surprise] = []
        if !surplus.isEmpty {
            surprises.append(
                Surprise(
                    kind: .unexpectedPrivilege, subject: name, detail: "may \(described(surplus)) on \(object.label)"))
        }
        if subject.policy.login(name) != nil, surplus.count < grants.count {
            surprises.append(
                Surprise(
                    kind: .directPrivilege, subject: name,
                    detail: "has a grant of its own on \(object.label); grant to its group alone"))
        }
        if grants.contains(where: \.isGrantable) {
            surprises.append(
                Surprise(kind: .grantOption, subject: name, detail: "may grant on what it holds on \(object.label)"))
        }
        return surprises
    }

    private static func undeclaredTables(_ subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        let named = Set(policy.groups.flatMap(\.tables.keys))
            .union(policy.tenantIsolation.map { $0.globalTables.union($0.ownKey.keys) } ?? [])
        let existing = Set(subject.tables.map(\.name))
        return named.subtracting(existing).sorted().map {
            Surprise(
                kind: .missingObject, subject: "table \(policy.schema).\($0)",
                detail: "is declared, but does not exist")
        }
    }

    private static func described(_ grants: [Grant]) -> String {
        let whole = Set(grants.filter { $0.column == nil }.map(\.privilege))
        let columns = Dictionary(
            grouping: grants.filter { $0.column != nil && !whole.contains($0.privilege) }, by: \.privilege
        )
        .map { privilege, grants in
            "\(privilege.rawValue) (\(grants.compactMap(\.column).sorted().joined(separator: ", ")))"
        }
        return ((whole.isEmpty ? [] : [names(whole)]) + columns.sorted()).joined(separator: ", ")
    }

    private static func names(_ privileges: Set<Privilege>) -> String {
        Privilege.allCases.filter(privileges.contains).map(\.rawValue).joined(separator: ", ")
    }
}
