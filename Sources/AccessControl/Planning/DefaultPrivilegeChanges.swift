import PostgresCatalog
import PostgresDriver

/// What objects made later will allow, by who makes them.
struct DefaultPrivilegeChanges {
    let subject: AccessSubject

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        let declared = subject.policy.allCreators.filter { subject.catalog.role($0) != nil }
        var wanted: [DefaultPrivilege.List: Set<DefaultExpectation.Entry>] = [:]
        for creator in declared {
            wanted.merge(DefaultExpectation(of: creator, in: subject.policy).lists) { first, _ in first }
        }
        for list in Set(wanted.keys).union(subject.catalog.defaultLists).sorted() {
            let steps = try steps(list, wanted[list] ?? [])
            try draft.add(steps, as: list.creator, draft.powers.way(asOwner: list.creator))
        }
    }

    private func steps(
        _ list: DefaultPrivilege.List, _ wanted: Set<DefaultExpectation.Entry>
    ) throws(DatabaseError) -> [AccessPlan.Step] {
        let held = subject.catalog.defaults(list).filter { !subject.isSuperuser($0.grantee.name) }
        let kept = held.filter {
            wanted.contains(DefaultExpectation.Entry(grantee: $0.grantee, privilege: $0.privilege)) && !$0.isGrantable
        }
        let surplus = held.filter { !kept.contains($0) }
        let missing = wanted.subtracting(
            kept.map { DefaultExpectation.Entry(grantee: $0.grantee, privilege: $0.privilege) })
        var steps: [AccessPlan.Step] = []
        for (key, grants) in grouped(surplus, by: \.grantee, \.isGrantable) {
            let (grantee, isGrantable) = key
            let names = Self.names(grants.map(\.privilege))
            steps.append(
                AccessPlan.Step(
                    try statement(list, "REVOKE \(names)", "FROM", grantee),
                    why: "what \(list.creator) makes later is not \(grantee.name)'s",
                    inverse: [
                        try statement(list, "GRANT \(names)", "TO", grantee) + (isGrantable ? " WITH GRANT OPTION" : "")
                    ], check: try check(list, grants.map(\.privilege), grantee, count: 0)))
        }
        for (grantee, entries) in Dictionary(grouping: missing, by: \.grantee).sorted(by: { $0.key.name < $1.key.name })
        {
            let names = Self.names(entries.map(\.privilege))
            steps.append(
                AccessPlan.Step(
                    try statement(list, "GRANT \(names)", "TO", grantee),
                    why: "what \(list.creator) makes later is \(grantee.name)'s as \"*\" says",
                    inverse: [try statement(list, "REVOKE \(names)", "FROM", grantee)],
                    check: try check(list, entries.map(\.privilege), grantee, count: entries.count)))
        }
        return steps
    }

    private func grouped(
        _ grants: [Grant], by grantee: (Grant) -> Grantee, _ isGrantable: (Grant) -> Bool
    ) -> [((Grantee, Bool), [Grant])] {
        let names = Set(grants.map { $0.grantee }).sorted { $0.name < $1.name }
        return names.flatMap { name in
            [false, true].compactMap { option in
                let some = grants.filter { $0.grantee == name && $0.isGrantable == option }
                return some.isEmpty ? nil : ((name, option), some)
            }
        }
    }

    private static func names(_ privileges: [Privilege]) -> String {
        Privilege.allCases.filter(privileges.contains).map(\.rawValue).joined(separator: ", ")
    }

    private func check(
        _ list: DefaultPrivilege.List, _ privileges: [Privilege], _ grantee: Grantee, count: Int
    ) throws(DatabaseError) -> String {
        func role(_ name: String) throws(DatabaseError) -> String {
            "\(SQLText.literal(try SQLText.name(name)))::regrole"
        }
        let schema =
            try list.schema.map { schema throws(DatabaseError) in
                "\(SQLText.literal(try SQLText.name(schema)))::regnamespace"
            } ?? "0"
        let entry = """
            defaclrole = \(try role(list.creator)) AND defaclnamespace = \(schema)
              AND defaclobjtype = \(SQLText.literal(list.objects.rawValue))
            """
        // Without a list of its own a creator's new functions and types are PUBLIC's.
        let isListed =
            count == 0 && list.schema == nil ? " AND EXISTS (SELECT FROM pg_catalog.pg_default_acl WHERE \(entry))" : ""
        let names = Privilege.allCases.filter(privileges.contains).map { SQLText.literal($0.rawValue) }
        let will = count == 0 ? "will not get" : "will get"
        let label = "\(grantee.name) \(will) \(Self.names(privileges)) on new \(list.objects.name)"
        return """
            SELECT count(*) = \(count)\(isListed) AS \(try SQLText.name(String(label.prefix(60))))
            FROM pg_catalog.pg_default_acl, aclexplode(defaclacl) AS a
            WHERE \(entry)
              AND a.grantee = \(try grantee == .everyone ? "0" : role(grantee.name))
              AND a.privilege_type IN (\(names.joined(separator: ", ")))
            """
    }

    private func statement(
        _ list: DefaultPrivilege.List, _ action: String, _ word: String, _ grantee: Grantee
    ) throws(DatabaseError) -> String {
        let creator = try SQLText.name(list.creator)
        let schema =
            try list.schema.map { schema throws(DatabaseError) in " IN SCHEMA \(try SQLText.name(schema))" } ?? ""
        let name = try grantee == .everyone ? "PUBLIC" : SQLText.name(grantee.name)
        return
            "ALTER DEFAULT PRIVILEGES FOR ROLE \(creator)\(schema) \(action) ON \(list.objects.name.uppercased()) "
            + "\(word) \(name)"
    }
}
