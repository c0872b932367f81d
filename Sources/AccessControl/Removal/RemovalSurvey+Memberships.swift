import PostgresCatalog

extension RemovalSurvey {
    /// The memberships by which roles can act as another, each where it begins: `GRANT fleetadmin TO login`.
    static func memberships(
        of roles: Set<String>, leadingTo name: String, in catalog: CatalogSnapshot
    ) -> [RoleMembership] {
        catalog.memberships.filter { membership in
            roles.contains(membership.member) && !roles.contains(membership.group)
                && RoleReach(of: membership.group, in: catalog).roles.contains(name)
        }
    }

    /// What memberships that the roles have, or made, mean for taking the roles away.
    mutating func judgeMemberships(in catalog: CatalogSnapshot) {
        let powers = ActorPowers(of: catalog)
        let removing = Set(roles)
        for membership in Self.memberships(of: removing, leadingTo: powers.name, in: catalog) {
            guard let reason = powers.reasonAgainstRevoking(membership) else { continue }
            obstacles.append("\(membership.member) is a member of \(membership.group), and so above you; \(reason)")
        }
        for membership in Self.made(by: removing, in: catalog) {
            let (member, group, grantor) = (membership.member, membership.group, membership.grantor ?? "")
            // Up to PostgreSQL 15 who granted a membership is kept for the record alone.
            if catalog.serverVersion < 160_000 {
                notes.append("\(member) stays a member of \(group), which \(grantor) granted")
            } else {
                obstacles.append(
                    "\(member) is a member of \(group) from \(grantor), and would lose it; "
                        + "let who may grant it, or revoke it first")
            }
        }
    }

    /// Memberships among roles that stay which roles that go granted, and nobody else as fully: DROP OWNED takes them.
    private static func made(by removing: Set<String>, in catalog: CatalogSnapshot) -> [RoleMembership] {
        let staying = catalog.memberships.filter { !removing.contains($0.member) && !removing.contains($0.group) }
        let kept = staying.filter { !removing.contains($0.grantor ?? "") }
        return staying.filter { membership in
            removing.contains(membership.grantor ?? "") && !kept.contains { $0.covers(membership) }
        }
    }
}

extension RoleMembership {
    /// Whether who has this entry still has all of another when that goes.
    fileprivate func covers(_ other: RoleMembership) -> Bool {
        member == other.member && group == other.group && (inherits || !other.inherits)
            && (maySetRole || !other.maySetRole) && (isAdministrator || !other.isAdministrator)
    }
}
