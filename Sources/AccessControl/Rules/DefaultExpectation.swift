import PostgresCatalog

/// What the default privileges of one creator should be: a list for every schema and kind of object, and those for all
/// schemas at once.
struct DefaultExpectation {
    /// A privilege and who is to get it.
    struct Entry: Hashable {
        let grantee: Grantee
        let privilege: Privilege
    }

    let lists: [DefaultPrivilege.List: Set<Entry>]

    init(of creator: String, in policy: AccessPolicy) {
        var lists: [DefaultPrivilege.List: Set<Entry>] = [:]
        // What PostgreSQL gives everyone on every new function and type can be taken away for all schemas at once only.
        for objects in [DefaultPrivilege.Objects.functions, .types] {
            lists[DefaultPrivilege.List(creator: creator, schema: nil, objects: objects)] = []
        }
        for group in policy.groups + [policy.everyone] {
            let grantee: Grantee = group == policy.everyone ? .everyone : .role(group.name)
            let schemas = [policy.schema: group.main].merging(group.schemas) { main, _ in main }
            for (schema, privileges) in schemas {
                let wanted: [(DefaultPrivilege.Objects, Set<Privilege>)] = [
                    (.tables, privileges.otherTables), (.sequences, privileges.sequences),
                    (.functions, privileges.functions.contains("*") ? [.execute] : []),
                ]
                for (objects, wanted) in wanted where !wanted.isEmpty {
                    lists[DefaultPrivilege.List(creator: creator, schema: schema, objects: objects), default: []]
                        .formUnion(wanted.map { Entry(grantee: grantee, privilege: $0) })
                }
            }
        }
        self.lists = lists
    }
}

extension CatalogSnapshot {
    /// What a list of default privileges grants to others than its creator; without a list, what PostgreSQL grants.
    func defaults(_ list: DefaultPrivilege.List) -> [Grant] {
        guard list.schema != nil || defaultLists.contains(list) else {
            return switch list.objects {
            case .functions: [Grant(.execute, to: .everyone)]
            case .types: [Grant(.usage, to: .everyone)]
            case .tables, .sequences, .schemas, .largeObjects: []
            }
        }
        return defaultPrivileges.filter {
            $0.creator == list.creator && $0.schema == list.schema && $0.objects == list.objects
                && $0.grant.grantee != .role(list.creator)
        }.map(\.grant)
    }
}
