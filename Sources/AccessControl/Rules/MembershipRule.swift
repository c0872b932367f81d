import PostgresCatalog

/// Logins are members of their groups, fully, and nobody is a member of anything else.
enum MembershipRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        missing(subject) + unexpected(subject)
    }

    private static func missing(_ subject: AccessSubject) -> [Surprise] {
        subject.policy.logins.flatMap { login in
            login.memberOf.compactMap { group in
                let entries = subject.catalog.memberships.filter { $0.member == login.name && $0.group == group }
                if entries.contains(where: \.inherits) { return nil }
                let detail =
                    entries.isEmpty
                    ? "is not a member of \(group)" : "is a member of \(group), but only after SET ROLE (NOINHERIT)"
                return Surprise(kind: .missingMembership, subject: login.name, detail: detail)
            }
        }
    }

    private static func unexpected(_ subject: AccessSubject) -> [Surprise] {
        subject.catalog.memberships.compactMap { membership in
            guard !isDeclared(membership, subject.policy), concerns(membership, subject) else { return nil }
            let how = membership.isAdministrator ? " with ADMIN OPTION" : ""
            return Surprise(
                kind: .unexpectedMembership, subject: membership.member,
                detail: "is a member of \(membership.group)\(how)")
        }
    }

    private static func isDeclared(_ membership: RoleMembership, _ policy: AccessPolicy) -> Bool {
        let declared = policy.login(membership.member)?.memberOf.contains(membership.group) ?? false
        return declared && !membership.isAdministrator
    }

    /// Whether the membership makes a declared role stronger, or hands its rights to somebody.
    static func concerns(_ membership: RoleMembership, _ subject: AccessSubject) -> Bool {
        let policy = subject.policy
        if subject.isSuperuser(membership.member) { return false }
        // Predefined roles are named where a role's reach is.
        if PredefinedRole.isName(membership.group) { return false }
        // From PostgreSQL 16 on who makes a role gets ADMIN on it, without the right to inherit from or to become it.
        let isMakersEntry =
            membership.member == policy.administrator && membership.isAdministrator && !membership.inherits
            && !membership.maySetRole
        if isMakersEntry { return false }
        return policy.roleNames.contains(membership.member) || policy.roleNames.contains(membership.group)
    }
}
