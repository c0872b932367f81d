import PostgresCatalog
import PostgresDriver

/// One entry of an object's list of privileges that has to come or go.
struct GrantChange {
    enum Action: Hashable {
        case grant, revoke, revokeOption
    }

    /// What has to agree for several changes to be one statement.
    struct Key: Hashable {
        let action: Action
        let keyword: String
        let privileges: [String]
        let grantee: Grantee
        /// Whether what is revoked could be granted on.
        let isGrantable: Bool
        /// Who acts: the owner, or another grantor.
        let owner: String
        let grantor: String?
        /// How many others' grant options it hangs on: those of the deepest are revoked first.
        let depth: Int
        let why: String
        /// Whether the grantee is made by the same plan, and so holds nothing else.
        let isGranteeNew: Bool
        /// Whether the object goes again on the way back.
        let isMade: Bool
    }

    let key: Key
    let object: ObjectReference
    let isCurrentDatabase: Bool
    /// Grants on columns that a statement about the whole table takes along, to be made again.
    let columns: [String]
}

extension GrantChange {
    private static let most = 50

    /// The statements for changes of one key, a few dozen objects each.
    static func steps(_ key: Key, _ changes: [GrantChange]) throws(DatabaseError) -> [AccessPlan.Step] {
        let alone = changes.filter { !$0.columns.isEmpty }
        let together = changes.filter(\.columns.isEmpty)
        let chunks = stride(from: 0, to: together.count, by: most).map {
            Array(together[$0..<min($0 + most, together.count)])
        }
        var steps: [AccessPlan.Step] = []
        for chunk in chunks + alone.map({ [$0] }) { steps += try step(key, chunk) }
        return steps
    }

    private static func step(_ key: Key, _ changes: [GrantChange]) throws(DatabaseError) -> [AccessPlan.Step] {
        let target = "ON \(key.keyword) \(changes.map(\.object.name).joined(separator: ", "))"
        let grantee = try key.grantee == .everyone ? "PUBLIC" : SQLText.name(key.grantee.name)
        let what = key.privileges.joined(separator: ", ")
        let grant = "GRANT \(what) \(target) TO \(grantee)", revoke = "REVOKE \(what) \(target) FROM \(grantee)"
        let restored = changes.flatMap { change in change.columns.map { "GRANT \($0) \(target) TO \(grantee)" } }
        var steps: [AccessPlan.Step]
        switch key.action {
        case .grant:
            steps = [
                AccessPlan.Step(grant, why: key.why, inverse: [revoke] + restored, check: try check(key, changes))
            ]
        case .revoke:
            let option = key.isGrantable ? " WITH GRANT OPTION" : ""
            steps =
                [
                    AccessPlan.Step(revoke, why: key.why, inverse: [grant + option], check: try check(key, changes))
                ]
                + restored.map { AccessPlan.Step($0, why: "went with the whole table's, and is declared", inverse: []) }
        case .revokeOption:
            steps = [
                AccessPlan.Step(
                    "REVOKE GRANT OPTION FOR \(what) \(target) FROM \(grantee)", why: key.why,
                    inverse: [grant + " WITH GRANT OPTION"])
            ]
        }
        for index in steps.indices { steps[index].namesDatabase = changes.contains(where: \.isCurrentDatabase) }
        return key.isMade ? steps.map(\.withoutInverse) : steps
    }

    /// Counts the entries themselves: `has_table_privilege` would count what is held by other ways too. A role that the
    /// plan makes holds these and no others.
    private static func check(_ key: Key, _ changes: [GrantChange]) throws(DatabaseError) -> String? {
        let places = changes.compactMap(\.object.place)
        guard key.grantor == nil, !key.privileges.contains(where: { $0.contains("(") }), let place = places.first,
            places.count == changes.count
        else { return nil }
        let isGrant = key.action == .grant
        let label =
            "\(key.grantee.name): \(isGrant ? "" : "no ")\(key.privileges.joined(separator: ", "))"
            + " on \(changes.count.of(key.keyword.lowercased()))"
        let grantee =
            key.grantee == .everyone ? "0" : "\(SQLText.literal(try SQLText.name(key.grantee.name)))::regrole"
        let isOne = "a.privilege_type IN (\(key.privileges.map(SQLText.literal).joined(separator: ", ")))"
        let count = "count(*) = \(isGrant ? changes.count * key.privileges.count : 0)"
        let isExact = isGrant && key.isGranteeNew
        return """
            SELECT \(count)\(isExact ? " AND bool_and(\(isOne))" : "") AS \(try SQLText.name(String(label.prefix(60))))
            FROM pg_catalog.\(place.catalogue) AS o, aclexplode(coalesce(o.\(place.acl), \(place.initial))) AS a
            WHERE o.oid IN (\(places.map(\.key).joined(separator: ", ")))
              AND a.grantee = \(grantee)\(isExact ? "" : " AND \(isOne)")
            """
    }
}

extension AccessPlan.Step {
    /// The step where the way back has nothing to undo.
    var withoutInverse: AccessPlan.Step {
        var step = AccessPlan.Step(statement, why: why, inverse: [], check: check, change: change)
        step.namesDatabase = namesDatabase
        return step
    }
}
