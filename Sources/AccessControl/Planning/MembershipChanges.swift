import PostgresCatalog
import PostgresDriver

/// Logins are members of their groups; nobody else is, and no declared role is a member of anything else.
struct MembershipChanges {
    let subject: AccessSubject

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        try addRemovals(to: &draft) { [actor = draft.powers.name] in $0.member != actor }
        for login in subject.policy.logins {
            for group in login.memberOf {
                if let step = try addition(of: login.name, to: group) {
                    draft.add(step, unless: draft.powers.reasonAgainstJoining(group))
                }
            }
        }
    }

    /// What the administrator is a member of itself: until the end the plan may need it.
    func addActorsRemovals(to draft: inout PlanDraft) throws(DatabaseError) {
        try addRemovals(to: &draft) { [actor = draft.powers.name] in $0.member == actor }
    }

    private func addRemovals(
        to draft: inout PlanDraft, where isMeant: (RoleMembership) -> Bool
    ) throws(DatabaseError) {
        for membership in subject.catalog.memberships where isMeant(membership) {
            if let step = try removal(of: membership) {
                draft.add(step, unless: draft.powers.reasonAgainstJoining(membership.group))
            }
        }
    }

    /// From PostgreSQL 16 on a membership may stand several times, each by another grantor.
    private var isByGrantor: Bool { subject.catalog.serverVersion >= 160_000 }

    private func addition(of login: String, to group: String) throws(DatabaseError) -> AccessPlan.Step? {
        let entries = subject.catalog.memberships.filter { $0.member == login && $0.group == group }
        // Up to 15 the login's own INHERIT decides, which has a step of its own.
        guard isByGrantor ? !entries.contains(where: \.inherits) : entries.isEmpty else { return nil }
        let (role, member) = (try SQLText.name(group), try SQLText.name(login))
        let label = try SQLText.name(String("\(login) is a member of \(group)".prefix(60)))
        return AccessPlan.Step(
            "GRANT \(role) TO \(member)\(isByGrantor ? " WITH INHERIT TRUE" : "")",
            why: "\(login) is declared to be a member of \(group)", inverse: ["REVOKE \(role) FROM \(member)"],
            check: "SELECT pg_has_role(\(SQLText.literal(login)), \(SQLText.literal(group)), 'USAGE') AS \(label)",
            change: change(of: group, login))
    }

    private func removal(of membership: RoleMembership) throws(DatabaseError) -> AccessPlan.Step? {
        let isDeclared = subject.policy.login(membership.member)?.memberOf.contains(membership.group) ?? false
        guard MembershipRule.concerns(membership, subject) || isPredefined(membership) else { return nil }
        guard !isDeclared || membership.isAdministrator else { return nil }
        let (role, member) = (try SQLText.name(membership.group), try SQLText.name(membership.member))
        let grantor = try grantor(of: membership)
        let change = change(of: membership.group, membership.member)
        guard !isDeclared else {
            return AccessPlan.Step(
                "REVOKE ADMIN OPTION FOR \(role) FROM \(member)\(grantor)",
                why: "\(membership.member) is declared to be a member, not to make others so",
                inverse: ["GRANT \(role) TO \(member) WITH ADMIN OPTION\(grantor)"], change: change)
        }
        let option = membership.isAdministrator ? " WITH ADMIN OPTION" : ""
        return AccessPlan.Step(
            "REVOKE \(role) FROM \(member)\(grantor)", why: "not declared",
            inverse: ["GRANT \(role) TO \(member)\(option)\(grantor)"], change: change)
    }

    /// A declared role's, be it the group or the member.
    private func change(of group: String, _ member: String) -> ServerChange {
        let role = subject.subjectRoles.contains(group) ? group : member
        return ServerChange(.altering, of: role, member: member, in: subject.policy)
    }

    /// Up to 15 only a superuser may name a grantor, and revoking needs none.
    private func grantor(of membership: RoleMembership) throws(DatabaseError) -> String {
        guard isByGrantor, let grantor = membership.grantor else { return "" }
        return " GRANTED BY \(try SQLText.name(grantor))"
    }

    /// A declared group or login that is itself a member of one of PostgreSQL's own roles.
    private func isPredefined(_ membership: RoleMembership) -> Bool {
        PredefinedRole.isName(membership.group) && subject.subjectRoles.contains(membership.member)
    }
}
