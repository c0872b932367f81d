/// What one role can do, by itself, through membership, by SET ROLE, through PUBLIC and by predefined roles.
///
/// Unlike `has_table_privilege` it counts roles that must be set first, names the source, and needs no connection.
public struct EffectivePrivileges: Sendable {
    /// The roles that this one can act as.
    public let reach: RoleReach

    /// Evaluates a role of a snapshot; one that does not exist holds what PUBLIC holds.
    public init(of role: String, in snapshot: CatalogSnapshot) {
        self.reach = RoleReach(of: role, in: snapshot)
    }

    /// How a privilege is held; empty when it is not.
    public func held(_ privilege: Privilege, on object: some CatalogObject) -> [HeldPrivilege] {
        if let superuser = reach.superuser {
            return [
                HeldPrivilege(
                    source: .superuser(superuser), columns: [], isImmediate: superuser == reach.role, isGrantable: true)
            ]
        }
        return granted(privilege, in: object.grants) + predefined(object.predefinedRoles(holding: privilege))
    }

    private func granted(_ privilege: Privilege, in grants: [Grant]) -> [HeldPrivilege] {
        let applicable = grants.filter { $0.privilege == privilege && reach.includes($0.grantee) }
        return Dictionary(grouping: applicable, by: \.grantee).map { grantee, grants in
            let isWhole = grants.contains { $0.column == nil }
            return HeldPrivilege(
                source: grantee == .everyone ? .everyone : .role(grantee.name),
                columns: isWhole ? [] : grants.compactMap(\.column).sorted(),
                isImmediate: grantee == .everyone || reach.inheritedRoles.contains(grantee.name),
                isGrantable: grants.contains(where: \.isGrantable))
        }.sorted { $0.source.description < $1.source.description }
    }

    private func predefined(_ roles: [String]) -> [HeldPrivilege] {
        roles.filter(reach.roles.contains).map {
            HeldPrivilege(
                source: .predefined($0), columns: [], isImmediate: reach.inheritedRoles.contains($0), isGrantable: false
            )
        }
    }
}
