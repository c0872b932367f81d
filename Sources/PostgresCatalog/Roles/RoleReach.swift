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

    /// Follows a role's memberships to their end.
    public init(of role: String, in snapshot: CatalogSnapshot) {
        let found = Self.closure(of: role, in: snapshot) { $0.inherits || $0.maySetRole || $0.isAdministrator }
        self.role = role
        self.roles = found
        self.inheritedRoles = Self.closure(of: role, in: snapshot, through: \.inherits)
        self.superuser = snapshot.roles.filter { $0.isSuperuser && found.contains($0.name) }.map(\.name).min()
    }

    private static func closure(
        of role: String, in snapshot: CatalogSnapshot, through isPassable: (RoleMembership) -> Bool
    ) -> Set<String> {
        let owner = snapshot.currentDatabase?.owner
        var found: Set<String> = [role]
        var open = [role]
        while let next = open.popLast() {
            var groups = snapshot.memberships.filter { $0.member == next && isPassable($0) }.map(\.group)
            // The owner of the database is a member of this role without an entry that says so.
            if next == owner { groups.append("pg_database_owner") }
            for group in groups where found.insert(group).inserted { open.append(group) }
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
