/// What each role may do with a database, and by omission what it may not: the contents of an `access.yaml`.
public struct AccessPolicy: Hashable, Sendable {
    /// The login that owns the database and everything in it. The lists below are not about it.
    public var administrator: String
    /// The schema the lists are about. In every other schema nothing is allowed to groups and logins.
    public var schema: String
    /// The roles without login that hold the grants.
    public var groups: [GroupPolicy]
    /// The logins, which are members of groups and hold no grant of their own.
    public var logins: [LoginPolicy]
    /// How tenants are kept apart; nil when the database has none.
    public var tenantIsolation: TenantIsolation?

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
}
