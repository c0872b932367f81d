import PostgresCatalog

/// What a group's entry in the policy says about one object.
struct Expectation {
    /// What the group must hold.
    var required: Set<Privilege> = []
    /// What it may hold as well.
    var tolerated: Set<Privilege> = []

    var allowed: Set<Privilege> { required.union(tolerated) }

    init(of group: GroupPolicy, on object: any CatalogObject, in policy: AccessPolicy) {
        switch object {
        case let relation as CatalogRelation where relation.schema == policy.schema:
            relation.kind == .sequence ? expect(sequence: relation, group) : expect(table: relation, group)
        case let schema as CatalogSchema where schema.name == policy.schema && group.usesSchema:
            required = [.usage]
        case let database as CatalogDatabase where database.isCurrent:
            // Who can log in must be able to connect; a group without logins need not.
            let hasLogins = policy.logins.contains { $0.memberOf.contains(group.name) }
            if hasLogins { required = [.connect] }
        case let function as CatalogFunction where function.schema == policy.schema:
            expect(function: function, group)
        default: break
        }
    }

    private mutating func expect(table: CatalogRelation, _ group: GroupPolicy) {
        guard !table.isExtensionMember else { return tolerated = [.select] }
        required = group.privileges(onTable: table.name)
    }

    private mutating func expect(sequence: CatalogRelation, _ group: GroupPolicy) {
        guard let table = sequence.numberedTable else { return required = group.sequences }
        // The sequence of a column is of use only to who may insert into its table, and that of an identity column
        // works without any grant.
        let name = table.split(separator: ".", maxSplits: 1).last.map(String.init) ?? table
        guard group.privileges(onTable: name).contains(.insert) else { return }
        if sequence.isIdentity {
            tolerated = group.sequences
        } else {
            required = group.sequences
        }
    }

    private mutating func expect(function: CatalogFunction, _ group: GroupPolicy) {
        let name = function.signature.prefix { $0 != "(" }
        if group.functions.contains(String(name)) {
            required = [.execute]
        } else if function.isExtensionMember, !function.isSecurityDefiner {
            tolerated = [.execute]
        }
    }

    private init() {}

    /// What a role must and may hold: the sum of its groups.
    static func of(role: String, on object: any CatalogObject, in policy: AccessPolicy) -> Expectation {
        policy.groups(of: role).reduce(into: Expectation()) { sum, group in
            let one = Expectation(of: group, on: object, in: policy)
            sum.required.formUnion(one.required)
            sum.tolerated.formUnion(one.tolerated)
        }
    }
}
