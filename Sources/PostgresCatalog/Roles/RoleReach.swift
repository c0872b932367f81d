/// Every role that a role can act as.
public struct RoleReach: Sendable {
    /// The role.
    public let role: String
    /// The role itself and all whose privileges it holds or can obtain by SET ROLE or by granting itself membership.
    public let roles: Set<String>
    /// Those among them whose privileges the role holds at once, without SET ROLE.
    public let inheritedRoles: Set<String>
    /// A superuser among them.
    public let superuser: String?

    private let memberships: [String: RoleMembership]

    /// Follows a role's memberships to their end.
    public init(of role: String, in snapshot: CatalogSnapshot) {
        self.init(
            of: role, roles: snapshot.roles, memberships: snapshot.memberships,
            databaseOwner: snapshot.currentDatabase?.owner)
    }

    /// Follows a role's memberships to their end.
    ///
    /// - Parameter databaseOwner: Who is a member of `pg_database_owner`, without an entry that says so.
    init(of role: String, roles: [CatalogRole], memberships: [RoleMembership], databaseOwner: String?) {
        var memberships = memberships
        if let databaseOwner { memberships.append(RoleMembership(databaseOwner, of: Self.databaseOwnerGroup)) }
        let found = Self.closure(of: role, memberships) { $0.inherits || $0.maySetRole || $0.isAdministrator }
        self.role = role
        self.roles = Set(found.keys).union([role])
        self.inheritedRoles = Set(Self.closure(of: role, memberships, through: \.inherits).keys).union([role])
        self.superuser = roles.filter { [names = self.roles] in $0.isSuperuser && names.contains($0.name) }
            .map(\.name).min()
        self.memberships = found
    }

    private static let databaseOwnerGroup = "pg_database_owner"

    /// How a role is reached: the memberships that lead to it, the role's own first. Empty for the role itself.
    public func path(to name: String) -> [RoleMembership] {
        var path: [RoleMembership] = []
        var next = name
        while next != role, let membership = memberships[next] {
            path.append(membership)
            next = membership.member
        }
        return path.reversed()
    }

    /// The roles of PostgreSQL's own among them, apart from the database owner's.
    public var predefinedRoles: [String] {
        roles.filter { PredefinedRole.isName($0) && $0 != Self.databaseOwnerGroup }.sorted()
    }

    /// Whether the role can act as the owner of the database.
    public var includesDatabaseOwner: Bool { roles.contains(Self.databaseOwnerGroup) }

    /// Every group reached, with the membership that reached it on the shortest way.
    private static func closure(
        of role: String, _ memberships: [RoleMembership], through isPassable: (RoleMembership) -> Bool
    ) -> [String: RoleMembership] {
        let groups = Dictionary(grouping: memberships.filter(isPassable), by: \.member)
        var found: [String: RoleMembership] = [:]
        var open = [role]
        while !open.isEmpty {
            let reached = open.flatMap { groups[$0] ?? [] }
            open = []
            for membership in reached where membership.group != role && found[membership.group] == nil {
                found[membership.group] = membership
                open.append(membership.group)
            }
        }
        return found
    }

    /// Whether a grant to this grantee reaches the role.
    func includes(_ grantee: Grantee) -> Bool {
        switch grantee {
        case .everyone: true
        case .role(let name): roles.contains(name)
        }
    }
}
