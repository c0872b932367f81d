import PostgresCatalog
import PostgresDriver

/// Logins are members of their groups; nobody else is, and no declared role is a member of anything else.
struct MembershipChanges {
    let subject: AccessSubject

    /// What needs nobody's rights but the administrator's own.
    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        for membership in subject.catalog.memberships where membership.member != draft.powers.name && !isByGrantor {
            if let step = try removal(of: membership) {
                draft.add(step, unless: draft.powers.reasonAgainstRevoking(membership))
            }
        }
        try addAdditions(to: &draft) { entries in entries.isEmpty }
    }

    /// From PostgreSQL 16 on each entry is its grantor's, and taken back with the grantor's rights. What is granted anew
    /// comes after that.
    func addByGrantor(to draft: inout PlanDraft) throws(DatabaseError) {
        guard isByGrantor else { return }
        var removals: [(membership: RoleMembership, step: AccessPlan.Step)] = []
        for membership in subject.catalog.memberships where membership.member != draft.powers.name {
            if let step = try removal(of: membership) { removals.append((membership, step)) }
        }
        // What hangs on somebody's ADMIN OPTION goes before it.
        let ordered = removals.map { (-depth($0.membership), $0) }.enumerated().sorted { first, second in
            (first.element.0, first.offset) < (second.element.0, second.offset)
        }
        for (membership, step) in ordered.map(\.element.1) {
            guard let grantor = membership.grantor else { continue }
            let way = draft.powers.way(asGrantorOfMembership: grantor)
            // Beside another entry it does no harm.
            if case .none = way, isIdle(membership) { continue }
            try draft.add([step], as: grantor, way)
        }
        try addAdditions(to: &draft) { entries in
            !entries.isEmpty && !entries.contains { $0.inherits && !isGrantedAnew($0) }
        }
    }

    /// What the administrator is a member of itself: until the end the plan may need it.
    func addActorsRemovals(to draft: inout PlanDraft) throws(DatabaseError) {
        for membership in subject.catalog.memberships where membership.member == draft.powers.name {
            if let step = try removal(of: membership) {
                draft.add(step, unless: draft.powers.reasonAgainstRevoking(membership))
            }
        }
    }

    /// Whether a membership may stand several times, each by another grantor.
    private var isByGrantor: Bool { subject.catalog.serverVersion >= 160_000 }

    private func addAdditions(
        to draft: inout PlanDraft, where isNeeded: ([RoleMembership]) -> Bool
    ) throws(DatabaseError) {
        for login in subject.policy.logins {
            for group in login.memberOf
            where isNeeded(subject.catalog.memberships.filter { $0.member == login.name && $0.group == group }) {
                draft.add(
                    try addition(of: login.name, to: group), unless: reasonAgainst(login.name, group, draft.powers))
            }
        }
    }

    /// Whether a member inherits is taken from its own INHERIT, when it becomes one.
    private func reasonAgainst(_ login: String, _ group: String, _ powers: ActorPowers) -> String? {
        let role = subject.catalog.role(login)
        return powers.reasonAgainstJoining(group)
            ?? role.flatMap { $0.inherits ? nil : powers.reasonAgainstAltering($0) }
    }

    private func addition(of login: String, to group: String) throws(DatabaseError) -> AccessPlan.Step {
        let (role, member) = (try SQLText.name(group), try SQLText.name(login))
        let label = try SQLText.name(String("\(login) is a member of \(group)".prefix(60)))
        return AccessPlan.Step(
            "GRANT \(role) TO \(member)",
            why: "\(login) is declared to be a member of \(group)", inverse: ["REVOKE \(role) FROM \(member)"],
            check: "SELECT pg_has_role(\(SQLText.literal(login)), \(SQLText.literal(group)), 'USAGE') AS \(label)",
            change: change(of: group, login))
    }

    private func removal(of membership: RoleMembership) throws(DatabaseError) -> AccessPlan.Step? {
        let isDeclared = subject.policy.login(membership.member)?.memberOf.contains(membership.group) ?? false
        guard MembershipRule.concerns(membership, subject) || isPredefined(membership) else { return nil }
        let isAnew = isDeclared && isGrantedAnew(membership)
        guard !isDeclared || membership.isAdministrator || isAnew else { return nil }
        let (role, member) = (try SQLText.name(membership.group), try SQLText.name(membership.member))
        let grantor = try grantor(of: membership)
        let change = change(of: membership.group, membership.member)
        guard !isDeclared || isAnew else {
            return AccessPlan.Step(
                "REVOKE ADMIN OPTION FOR \(role) FROM \(member)\(grantor)",
                why: "\(membership.member) is declared to be a member, not to make others so",
                inverse: ["GRANT \(role) TO \(member) WITH ADMIN OPTION\(grantor)"], change: change)
        }
        return AccessPlan.Step(
            "REVOKE \(role) FROM \(member)\(grantor)",
            why: isAnew ? "granted by who may not, or without INHERIT; it is granted anew" : "not declared",
            inverse: [try restoration(of: membership)], change: change)
    }

    /// To be held, but not like this.
    private func isGrantedAnew(_ membership: RoleMembership) -> Bool {
        guard isByGrantor else { return false }
        return isForeign(membership) || isIdle(membership)
    }

    /// Whether who granted it may not make members.
    private func isForeign(_ membership: RoleMembership) -> Bool {
        guard let grantor = membership.grantor else { return false }
        return grantor != subject.policy.administrator && !subject.isSuperuser(grantor)
    }

    /// Whether it gives nothing without SET ROLE, and no other entry does either.
    private func isIdle(_ membership: RoleMembership) -> Bool {
        !membership.inherits
            && !subject.catalog.memberships.contains {
                $0.member == membership.member && $0.group == membership.group && $0.inherits && !isForeign($0)
            }
    }

    /// The statement that makes an entry again as it was. WITH INHERIT and WITH SET are newer than the parser of
    /// migrations, which reads no further than the text that is executed.
    private func restoration(of membership: RoleMembership) throws(DatabaseError) -> String {
        let isSubject = subject.subjectRoles.contains(membership.member)
        let inheritsAnyway = isSubject || subject.catalog.role(membership.member)?.inherits ?? true
        var options = membership.isAdministrator ? ["ADMIN OPTION"] : []
        if isByGrantor, membership.inherits != inheritsAnyway {
            options.append("INHERIT \(membership.inherits ? "TRUE" : "FALSE")")
        }
        if isByGrantor, !membership.maySetRole { options.append("SET FALSE") }
        let grant =
            "GRANT \(try SQLText.name(membership.group)) TO \(try SQLText.name(membership.member))"
            + (options.isEmpty ? "" : " WITH \(options.joined(separator: ", "))") + (try grantor(of: membership))
        guard options.contains(where: { $0 != "ADMIN OPTION" }) else { return grant }
        return "DO \(SQLText.literal("BEGIN EXECUTE \(SQLText.literal(grant)); END"))"
    }

    /// How many others' ADMIN OPTION an entry hangs on.
    private func depth(_ membership: RoleMembership) -> Int {
        var depth = 0, next = membership.grantor
        var seen: Set<String> = []
        while let name = next, seen.insert(name).inserted {
            depth += 1
            next =
                subject.catalog.memberships.first {
                    $0.member == name && $0.group == membership.group && $0.isAdministrator
                }?.grantor
        }
        return depth
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
