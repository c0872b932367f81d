import PostgresCatalog

/// Groups hold exactly what is declared; nobody else holds anything but owner and superuser.
///
/// It judges the grants as they stand, each where it was made, so that one mistake is one surprise: what a login has
/// through a wrong membership is named by the membership's rule.
enum PrivilegeRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.objects.flatMap { object in
            subject.policy.groups.flatMap { missing($0, on: object, subject) } + granted(on: object, subject)
        }
    }

    private static func missing(
        _ group: GroupPolicy, on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        // A role that does not exist, or holds everything, is named for that.
        guard subject.catalog.role(group.name) != nil else { return [] }
        let expectation = Expectation(of: group, on: object, in: subject.policy)
        let effective = subject.effectivePrivileges(of: group.name)
        let missing = expectation.required.filter { privilege in
            !effective.held(privilege, on: object).contains { $0.isImmediate && $0.columns.isEmpty }
        }
        let columns = expectation.columns.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
            privilege, wanted -> String? in
            let held = effective.held(privilege, on: object).filter(\.isImmediate)
            let lacking = held.contains(where: \.columns.isEmpty) ? [] : wanted.subtracting(held.flatMap(\.columns))
            return lacking.isEmpty ? nil : "\(privilege.rawValue) (\(lacking.sorted().joined(separator: ", ")))"
        }
        let lacks = (missing.isEmpty ? [] : [names(missing)]) + columns
        guard !lacks.isEmpty else { return [] }
        return [
            Surprise(
                kind: .missingPrivilege, subject: group.name,
                detail: "lacks \(lacks.joined(separator: ", ")) on \(object.label)")
        ]
    }

    private static func granted(on object: any CatalogObject, _ subject: AccessSubject) -> [Surprise] {
        Dictionary(grouping: object.grants, by: \.grantee)
            .sorted { $0.key.name < $1.key.name }
            .flatMap { grantee, grants -> [Surprise] in
                switch grantee {
                case .everyone: everyone(grants, on: object, subject)
                case .role(object.owner): owner(grants, on: object, subject)
                case .role(let name): role(name, grants, on: object, subject)
                }
            }
    }

    private static func everyone(
        _ grants: [Grant], on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        let expectation = Expectation(ofEveryoneOn: object, in: subject.policy)
        let surplus = grants.filter { !expectation.allows($0) }
        guard !surplus.isEmpty else { return [] }
        return [
            Surprise(
                kind: .publicPrivilege, subject: "PUBLIC", detail: "may \(described(surplus)) on \(object.label)")
        ]
    }

    /// The administrator is an owner who may do everything, but where it is declared to do less.
    private static func owner(_ grants: [Grant], on object: any CatalogObject, _ subject: AccessSubject) -> [Surprise] {
        guard let surplus = subject.policy.administratorSurplus(grants, on: object), !surplus.isEmpty else { return [] }
        return [
            Surprise(
                kind: .unexpectedPrivilege, subject: object.owner,
                detail: "may \(described(surplus)) on \(object.label)")
        ]
    }

    private static func role(
        _ name: String, _ grants: [Grant], on object: any CatalogObject, _ subject: AccessSubject
    ) -> [Surprise] {
        if name == subject.policy.administrator || subject.isSuperuser(name) { return [] }
        if subject.isExtensionsOwnGrant(to: name, on: object) { return [] }
        guard subject.subjectRoles.contains(name) else {
            // What others do in other databases is not this one's affair, nor is what PostgreSQL grants its own roles.
            if let database = object as? CatalogDatabase, !database.isCurrent { return [] }
            return [
                Surprise(
                    kind: .undeclaredRole, subject: name,
                    detail: "may \(described(grants)) on \(object.label), and is not declared")
            ]
        }
        let expectation = Expectation.of(role: name, on: object, in: subject.policy)
        let surplus = grants.filter { !expectation.allows($0) }
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

extension AccessPolicy {
    /// What the administrator holds on a table of its own beyond what it is declared to; nil where nothing is declared.
    func administratorSurplus(_ grants: [Grant], on object: any CatalogObject) -> [Grant]? {
        guard let table = object as? CatalogRelation, table.owner == administrator, table.schema == schema,
            let declared = NamePattern.entry(for: table.name, in: administratorTables)
        else { return nil }
        return grants.filter { !declared.contains($0.privilege) }
    }
}
