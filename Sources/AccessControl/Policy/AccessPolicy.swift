public import PostgresCatalog

/// What each role may do with a database, and by omission what it may not: the contents of an `access.yaml`.
public struct AccessPolicy: Hashable, Sendable {
    /// The login that owns the database and everything in it. The lists below are not about it.
    public var administrator: String
    /// What the administrator may do with some of its own tables, by name or pattern: less than an owner otherwise may.
    public var administratorTables: [String: Set<Privilege>] = [:]
    /// The schema the lists are about. In a schema that has no list nothing is allowed to groups and logins.
    public var schema: String
    /// The roles without login that hold the grants.
    public var groups: [GroupPolicy]
    /// The logins, which are members of groups and hold no grant of their own.
    public var logins: [LoginPolicy]
    /// What PUBLIC, every role there is, keeps or is given.
    public var everyone = GroupPolicy(name: Grantee.everyone.name)
    /// Whose new objects get the default privileges, beside the administrator's.
    public var creators: [String] = []
    /// Whether a login may make large objects, as PostgreSQL lets everyone.
    public var allowsLargeObjects = true
    /// What is neither judged nor changed.
    public var exempt: [Exemption] = []
    /// How tenants are kept apart; nil when the database has none.
    public var tenantIsolation: TenantIsolation?
    /// What puts changes on record; nil when nothing has to.
    public var audit: AuditPolicy?

    /// Names the administrator, the schema and the roles.
    public init(administrator: String, schema: String, groups: [GroupPolicy], logins: [LoginPolicy]) {
        self.administrator = administrator
        self.schema = schema
        self.groups = groups
        self.logins = logins
    }

    /// The group of this name.
    public func group(_ name: String) -> GroupPolicy? {
        groups.first { $0.name == name }
    }

    /// The login of this name.
    public func login(_ name: String) -> LoginPolicy? {
        logins.first { $0.name == name }
    }

    /// The groups that a role stands for: itself, or those it is to be a member of.
    func groups(of role: String) -> [GroupPolicy] {
        if let group = group(role) { return [group] }
        return login(role)?.memberOf.compactMap(group) ?? []
    }

    /// Every role named, the administrator last.
    var roleNames: [String] {
        groups.map(\.name) + logins.map(\.name) + [administrator]
    }

    /// The roles whose new objects get the default privileges.
    var allCreators: [String] { [administrator] + creators.filter { $0 != administrator } }

    /// Whether something, by its kind and name, is neither judged nor changed.
    func isExempt(_ label: String) -> Bool { exempt.contains { NamePattern.matches($0.object, label) } }

    /// A catalogue without the objects that are exempt, and with the parameters that are declared: PostgreSQL has no
    /// entry for one before something is granted on it.
    func judged(_ catalog: CatalogSnapshot) -> CatalogSnapshot {
        var judged = catalog
        judged.namedObjects += missingParameters(in: catalog)
        guard !exempt.isEmpty else { return judged }
        func isJudged(_ object: any CatalogObject) -> Bool { !isExempt(object.label) }
        judged.databases.removeAll { !isJudged($0) && !$0.isCurrent }
        judged.schemas.removeAll { !isJudged($0) }
        judged.relations.removeAll { !isJudged($0) }
        judged.functions.removeAll { !isJudged($0) }
        judged.namedObjects.removeAll { !isJudged($0) }
        judged.addedSystemObjects.removeAll(where: isExempt)
        return judged
    }

    private func missingParameters(in catalog: CatalogSnapshot) -> [NamedObject] {
        let declared = Set(holders.flatMap { $0.named[.parameter].map { Array($0.keys) } ?? [] })
        let existing = Set(catalog.namedObjects.filter { $0.kind == .parameter }.map(\.name))
        let owner = catalog.roles.first(where: \.isSuperuser)?.name ?? ""
        return declared.subtracting(existing).filter { !NamePattern.isPattern($0) }.sorted().map {
            NamedObject(.parameter, $0, owner: owner)
        }
    }
}
