import PostgresCatalog

/// What the administrator and the other creators make later is the groups' as `"*"` says, and nobody else's.
enum DefaultPrivilegeRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let expectations = Dictionary(
            uniqueKeysWithValues: subject.policy.allCreators.map {
                ($0, DefaultExpectation(of: $0, in: subject.policy).lists)
            })
        let wanted = expectations.values.reduce(into: [:]) { all, lists in all.merge(lists) { first, _ in first } }
        return expectations.keys.sorted().flatMap { missing(of: $0, wanted, subject) }
            + Set(wanted.keys).union(subject.catalog.defaultLists).sorted().flatMap {
                unexpected(in: $0, wanted[$0] ?? [], subject)
            }
    }

    private static func missing(
        of creator: String, _ wanted: [DefaultPrivilege.List: Set<DefaultExpectation.Entry>], _ subject: AccessSubject
    ) -> [Surprise] {
        wanted.filter { $0.key.creator == creator }.sorted { $0.key < $1.key }.flatMap { list, entries in
            let everywhere = DefaultPrivilege.List(creator: creator, schema: nil, objects: list.objects)
            let held = Set(
                (subject.catalog.defaults(list) + subject.catalog.defaults(everywhere)).map {
                    DefaultExpectation.Entry(grantee: $0.grantee, privilege: $0.privilege)
                })
            return Dictionary(grouping: entries.subtracting(held), by: \.grantee.name).sorted { $0.key < $1.key }.map {
                grantee, entries in
                let names = entries.map(\.privilege.rawValue).sorted().joined(separator: ", ")
                let place = list.schema == subject.policy.schema ? "" : list.schema.map { " in schema \($0)" } ?? ""
                return Surprise(
                    kind: .defaultPrivilege, subject: grantee,
                    detail: "will lack \(names) on new \(list.objects.name) of \(creator)\(place)")
            }
        }
    }

    private static func unexpected(
        in list: DefaultPrivilege.List, _ wanted: Set<DefaultExpectation.Entry>, _ subject: AccessSubject
    ) -> [Surprise] {
        subject.catalog.defaults(list).compactMap { grant in
            let entry = DefaultExpectation.Entry(grantee: grant.grantee, privilege: grant.privilege)
            guard !subject.isSuperuser(grant.grantee.name), !wanted.contains(entry) || grant.isGrantable else {
                return nil
            }
            let place = list.schema.map { " in schema \($0)" } ?? ""
            return Surprise(
                kind: .defaultPrivilege, subject: grant.grantee.name,
                detail: "will get \(grant.privilege.rawValue) on new \(list.objects.name) of \(list.creator)\(place)")
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
