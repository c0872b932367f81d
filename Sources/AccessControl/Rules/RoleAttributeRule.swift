import PostgresCatalog

/// Roles exist, log in or not as declared, and have no power beside their grants.
enum RoleAttributeRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        declared(subject) + undeclaredLogins(subject)
    }

    private static func declared(_ subject: AccessSubject) -> [Surprise] {
        subject.policy.roleNames.flatMap { name -> [Surprise] in
            guard let role = subject.catalog.role(name) else {
                return [Surprise(kind: .missingRole, subject: name, detail: "does not exist; run the migrations")]
            }
            return login(role, subject) + attributes(role, subject) + reach(role, subject)
        }
    }

    /// Logins that nobody declared, with powers beside their grants. Superusers are the server's own; that somebody is a
    /// member of the database's owner is said where memberships are.
    private static func undeclaredLogins(_ subject: AccessSubject) -> [Surprise] {
        let declared = Set(subject.policy.roleNames)
        return subject.catalog.roles.filter { role in
            role.mayLogIn && !role.isSuperuser && !declared.contains(role.name)
                && !subject.policy.isExempt("role \(role.name)")
        }.flatMap { role in
            (attributes(role, subject) + reach(role, subject)).filter { $0.kind != .owner }.map {
                Surprise(
                    kind: $0.kind, subject: $0.subject, detail: "is a login that is not declared, and \($0.detail)")
            }
        }
    }

    private static func login(_ role: CatalogRole, _ subject: AccessSubject) -> [Surprise] {
        let wanted = subject.policy.group(role.name) == nil
        guard role.mayLogIn != wanted else { return [] }
        return [
            Surprise(
                kind: .login, subject: role.name,
                detail: wanted ? "cannot log in (NOLOGIN)" : "is a group, but can log in")
        ]
    }

    private static func attributes(_ role: CatalogRole, _ subject: AccessSubject) -> [Surprise] {
        let owed = owed(to: role, subject.policy)
        return role.attributes.filter { !owed.contains($0) }.map {
            Surprise(kind: .attribute, subject: role.name, detail: "has \($0.rawValue)")
        }
    }

    /// The attributes that a role is to have.
    static func owed(to role: CatalogRole, _ policy: AccessPolicy) -> Set<RoleAttribute> {
        role.name == policy.administrator ? [.createRole, .createDatabase] : []
    }

    /// Attributes are not inherited, but SET ROLE takes them on. The administrator's are named where it is reached.
    private static func attributes(
        reachedBy role: CatalogRole, _ reach: RoleReach, _ subject: AccessSubject
    ) -> [Surprise] {
        subject.catalog.roles.filter {
            $0.name != role.name && $0.name != subject.policy.administrator && reach.roles.contains($0.name)
        }.flatMap { other in
            other.attributes.map {
                Surprise(
                    kind: .attribute, subject: role.name, detail: "can act as \(other.name), which has \($0.rawValue)")
            }
        }
    }

    private static func reach(_ role: CatalogRole, _ subject: AccessSubject) -> [Surprise] {
        let reach = subject.effectivePrivileges(of: role.name).reach
        if let superuser = reach.superuser {
            let detail = superuser == role.name ? "is a superuser" : "can become the superuser \(superuser)"
            return [Surprise(kind: .superuser, subject: role.name, detail: detail)]
        }
        var surprises = reach.predefinedRoles.map {
            Surprise(kind: .predefinedRole, subject: role.name, detail: "can act as \($0)")
        }
        surprises += attributes(reachedBy: role, reach, subject)
        if role.name != subject.policy.administrator, reach.includesDatabaseOwner {
            surprises.append(Surprise(kind: .owner, subject: role.name, detail: "can act as the database's owner"))
        }
        return surprises
    }
}
