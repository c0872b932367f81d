import PostgresCatalog

/// What the role that is to run the plan can do about other roles.
struct ActorPowers {
    /// How it acts in the name of another role.
    enum Way: Hashable {
        /// It has that role's rights already.
        case itself
        /// It takes the role with SET ROLE; `joins` first makes it a member, for the time of the plan.
        case setRole(joins: Bool)
        /// It has that role's rights once it is a member, for the time of the plan.
        case membership
        /// It cannot, and why.
        case none(String)
    }

    let name: String
    let isSuperuser: Bool
    let createsRoles: Bool
    private let inherits: Bool
    private let reach: RoleReach
    private let catalog: CatalogSnapshot

    init(of catalog: CatalogSnapshot) {
        self.catalog = catalog
        name = catalog.currentRole
        let role = catalog.role(catalog.currentRole)
        isSuperuser = role?.isSuperuser ?? false
        createsRoles = role?.createsRoles ?? false
        inherits = role?.inherits ?? true
        reach = RoleReach(of: catalog.currentRole, in: catalog)
    }

    /// How it acts as the owner of an object: PostgreSQL grants in the owner's name for whoever has its rights.
    func way(asOwner owner: String) -> Way { way(withRightsOf: owner, who: "owns it") }

    /// How it takes back a membership that a role granted, from PostgreSQL 16 on: GRANTED BY names there whoever it has
    /// the rights of.
    func way(asGrantorOfMembership grantor: String) -> Way { way(withRightsOf: grantor, who: "granted it") }

    private func way(withRightsOf role: String, who does: String) -> Way {
        if isSuperuser || reach.inheritedRoles.contains(role) { return .itself }
        if maySet(role) { return .setRole(joins: false) }
        guard let reason = reasonAgainstActing(as: role) else { return inherits ? .membership : .setRole(joins: true) }
        return .none("\(role) \(does), and \(reason)")
    }

    /// How it takes back what a role that is not the owner granted. GRANTED BY names nobody but the current role up to
    /// PostgreSQL 17, so that the role has to be taken.
    func way(asGrantor grantor: String) -> Way {
        if grantor == name { return .itself }
        if isSuperuser || maySet(grantor) { return .setRole(joins: false) }
        guard let reason = reasonAgainstActing(as: grantor) else { return .setRole(joins: true) }
        return .none("\(grantor) granted it, and \(reason)")
    }

    private func maySet(_ role: String) -> Bool {
        catalog.memberships.contains { $0.member == name && $0.group == role && $0.maySetRole }
    }

    /// From PostgreSQL 16 on GRANT leaves the options of a membership as they are that it finds.
    private func reasonAgainstActing(as role: String) -> String? {
        let isIdle = catalog.memberships.contains {
            $0.member == name && $0.group == role && $0.grantor == name && !$0.inherits && !$0.maySetRole
        }
        return reasonAgainstJoining(role)
            ?? (isIdle ? "\(name) granted itself \(role) WITH INHERIT FALSE, SET FALSE: take that back first" : nil)
    }

    /// Why it cannot make itself, or another role, a member of a role; nil when it can.
    func reasonAgainstJoining(_ group: String) -> String? {
        if isSuperuser { return nil }
        if catalog.role(group)?.isSuperuser ?? false { return "only a superuser may become a superuser" }
        // A role that the plan makes is its own.
        if catalog.role(group) == nil { return nil }
        let isAdministrator = catalog.memberships.contains {
            reach.inheritedRoles.contains($0.member) && $0.group == group && $0.isAdministrator
        }
        if isAdministrator || (createsRoles && catalog.serverVersion < 160_000) { return nil }
        return "\(name) has no ADMIN OPTION on \(group)"
    }

    /// Why it cannot alter a role; nil when it can.
    func reasonAgainstAltering(_ other: CatalogRole) -> String? {
        if isSuperuser { return nil }
        if other.isSuperuser { return "only a superuser may alter a superuser" }
        if other.replicates, catalog.serverVersion < 160_000 {
            return "only a superuser may alter \(other.name), which has REPLICATION, before PostgreSQL 16"
        }
        return createsRoles ? reasonAgainstJoining(other.name) : "\(name) has no CREATEROLE"
    }

    /// Why it cannot take a membership back; nil when it can, by itself. Up to PostgreSQL 15 who granted it is of no
    /// account.
    func reasonAgainstRevoking(_ membership: RoleMembership) -> String? {
        guard catalog.serverVersion >= 160_000, let grantor = membership.grantor else {
            return reasonAgainstJoining(membership.group)
        }
        if isSuperuser || reach.inheritedRoles.contains(grantor) { return nil }
        return "\(grantor) granted it, and \(name) has not \(grantor)'s rights"
    }

    /// Why it cannot change an attribute of other roles; nil when it can. From PostgreSQL 16 on who has CREATEROLE gives
    /// and takes what it has itself.
    func reasonAgainst(changing attribute: RoleAttribute) -> String? {
        if isSuperuser { return nil }
        let isNew = catalog.serverVersion >= 160_000
        switch attribute {
        case .createRole: return nil
        case .createDatabase where !isNew: return nil
        case .replication where !isNew, .bypassRowSecurity where !isNew: return "only a superuser may change that"
        case .createDatabase, .replication, .bypassRowSecurity:
            let isHeld = catalog.role(name)?.attributes.contains(attribute) ?? false
            return isHeld ? nil : "\(name) has no \(attribute.rawValue), and only who has it may change it"
        }
    }
}
