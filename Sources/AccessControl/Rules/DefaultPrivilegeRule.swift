import PostgresCatalog

/// What the administrator creates later is the groups' as `"*"` says, and nobody else's.
enum DefaultPrivilegeRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        missing(subject) + subject.catalog.defaultPrivileges.compactMap { unexpected($0, subject) }
    }

    private static func missing(_ subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        return policy.groups.flatMap { group -> [Surprise] in
            [(DefaultPrivilege.Objects.tables, group.otherTables), (.sequences, group.sequences)]
                .compactMap { objects, wanted in
                    let held = subject.catalog.defaultPrivileges.filter {
                        $0.creator == policy.administrator && $0.objects == objects
                            && ($0.schema == nil || $0.schema == policy.schema)
                            && $0.grant.grantee == .role(group.name)
                    }.map(\.grant.privilege)
                    let missing = wanted.subtracting(held)
                    guard !missing.isEmpty else { return nil }
                    let names = missing.map(\.rawValue).sorted().joined(separator: ", ")
                    return Surprise(
                        kind: .defaultPrivilege, subject: group.name,
                        detail: "will lack \(names) on new \(objects.name) of \(policy.administrator)")
                }
        }
    }

    private static func unexpected(_ privilege: DefaultPrivilege, _ subject: AccessSubject) -> Surprise? {
        let grant = privilege.grant
        if grant.grantee == .role(privilege.creator) || subject.isSuperuser(grant.grantee.name) { return nil }
        if case .role(let name) = grant.grantee, let group = subject.policy.group(name),
            allowed(group, privilege, subject.policy), !grant.isGrantable
        {
            return nil
        }
        let place = privilege.schema.map { " in schema \($0)" } ?? ""
        return Surprise(
            kind: .defaultPrivilege, subject: grant.grantee.name,
            detail:
                "will get \(grant.privilege.rawValue) on new \(privilege.objects.name) of \(privilege.creator)\(place)")
    }

    private static func allowed(_ group: GroupPolicy, _ privilege: DefaultPrivilege, _ policy: AccessPolicy) -> Bool {
        guard privilege.schema == policy.schema else { return false }
        return switch privilege.objects {
        case .tables: group.otherTables.contains(privilege.grant.privilege)
        case .sequences: group.sequences.contains(privilege.grant.privilege)
        case .functions, .types, .schemas, .largeObjects: false
        }
    }
}

extension DefaultPrivilege.Objects {
    var name: String {
        switch self {
        case .tables: "tables"
        case .sequences: "sequences"
        case .functions: "functions"
        case .types: "types"
        case .schemas: "schemas"
        case .largeObjects: "large objects"
        }
    }
}
