import PostgresCatalog

/// What a group's entry in the policy says about one object.
struct Expectation {
    /// What the group must hold.
    var required: Set<Privilege> = []
    /// What it may hold as well.
    var tolerated: Set<Privilege> = []
    /// What it must hold on single columns.
    var columns: [Privilege: Set<String>] = [:]

    var allowed: Set<Privilege> { required.union(tolerated) }

    func allows(_ grant: Grant) -> Bool {
        allowed.contains(grant.privilege)
            || grant.column.map { columns[grant.privilege]?.contains($0) ?? false } ?? false
    }

    init(of group: GroupPolicy, on object: any CatalogObject, in policy: AccessPolicy) {
        switch object {
        case let relation as CatalogRelation:
            guard let schema = group.privileges(in: relation.schema, of: policy) else { return }
            relation.kind == .sequence ? expect(sequence: relation, schema) : expect(table: relation, schema)
        case let schema as CatalogSchema:
            guard let declared = group.privileges(in: schema.name, of: policy), declared.usesSchema else { return }
            required = declared.mayCreate ? [.usage, .create] : [.usage]
        case let database as CatalogDatabase where database.isCurrent:
            // Who can log in must be able to connect; a group without logins need not.
            let hasLogins = policy.logins.contains { $0.memberOf.contains(group.name) }
            required = group.database.union(hasLogins ? [.connect] : [])
        case let function as CatalogFunction:
            guard let schema = group.privileges(in: function.schema, of: policy) else { return }
            expect(function: function, schema)
        case let object as NamedObject:
            required = group.privileges(on: object, mainSchema: policy.schema)
        default: break
        }
    }

    /// What PUBLIC keeps of an object: as declared, and what makes an extension work.
    init(ofEveryoneOn object: any CatalogObject, in policy: AccessPolicy) {
        self.init(of: policy.everyone, on: object, in: policy)
        switch object {
        case let function as CatalogFunction where function.isExtensionMember && !function.isSecurityDefiner:
            tolerated = [.execute]
        case let relation as CatalogRelation where relation.isExtensionMember: tolerated = [.select]
        // Nobody can connect to such a database, whatever was granted.
        case let database as CatalogDatabase where !database.acceptsConnections:
            tolerated = [.connect, .create, .temporary]
        // USAGE of a type or a trusted language lets nobody see or change a row; so PostgreSQL gives it to everyone.
        case let named as NamedObject where named.kind == .type || named.kind == .language:
            if policy.everyone.named[named.kind] == nil { tolerated = [.usage] }
        default: break
        }
    }

    private mutating func expect(table: CatalogRelation, _ schema: SchemaPrivileges) {
        guard !table.isExtensionMember else { return tolerated = [.select] }
        required = schema.privileges(onTable: table.name)
        for (privilege, names) in NamePattern.entry(for: table.name, in: schema.columns) ?? [:]
        where !required.contains(privilege) {
            columns[privilege] = names.intersection(table.columns)
        }
    }

    private mutating func expect(sequence: CatalogRelation, _ schema: SchemaPrivileges) {
        guard let table = sequence.numberedTable else { return required = schema.sequences }
        // The sequence of a column is of use only to who may insert into its table, and that of an identity column
        // works without any grant.
        let name = table.split(separator: ".", maxSplits: 1).last.map(String.init) ?? table
        guard schema.privileges(onAnyPartOf: name).contains(.insert) else { return }
        if sequence.isIdentity {
            tolerated = schema.sequences
        } else {
            required = schema.sequences
        }
    }

    private mutating func expect(function: CatalogFunction, _ schema: SchemaPrivileges) {
        if schema.mayCall(function.name) {
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
            sum.columns.merge(one.columns) { $0.union($1) }
        }
    }
}
