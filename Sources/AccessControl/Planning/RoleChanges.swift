import PostgresCatalog
import PostgresDriver

/// The declared roles: made where they are missing, brought to their attributes where they are not as declared.
struct RoleChanges {
    let subject: AccessSubject

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        for name in subject.subjectRoles {
            let login = subject.policy.login(name)
            if let role = subject.catalog.role(name) {
                try alter(role, login, &draft)
            } else {
                try create(name, login, &draft)
            }
        }
    }

    private func create(_ name: String, _ login: LoginPolicy?, _ draft: inout PlanDraft) throws(DatabaseError) {
        let role = try SQLText.name(name)
        let limit = login?.connectionLimit.map { " CONNECTION LIMIT \($0)" } ?? ""
        let kind = login == nil ? "NOLOGIN" : "LOGIN"
        let step = AccessPlan.Step(
            "CREATE ROLE \(role) \(kind) INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS\(limit)",
            why: login == nil
                ? "a group: grants are its own, logins are its members" : "a login: it holds no grant itself",
            inverse: ["DROP ROLE \(role)"], change: ServerChange(.making, of: name, in: subject.policy))
        draft.add(
            step,
            unless: draft.powers.createsRoles || draft.powers.isSuperuser
                ? nil : "\(draft.powers.name) has no CREATEROLE")
    }

    private func alter(
        _ role: CatalogRole, _ login: LoginPolicy?, _ draft: inout PlanDraft
    ) throws(DatabaseError) {
        let (isLogin, limit) = (login != nil, login?.connectionLimit)
        let obstacle = draft.powers.reasonAgainstAltering(role)
        var changes: [Change] = []
        if role.mayLogIn != isLogin { changes.append(Change("LOGIN", isLogin)) }
        if !role.inherits { changes.append(Change("INHERIT", true)) }
        var surplus: [String: [Change]] = [:]
        for attribute in role.attributes {
            let change = Change(attribute.rawValue, false)
            if let reason = draft.powers.reasonAgainst(changing: attribute) {
                surplus[reason, default: []].append(change)
            } else {
                changes.append(change)
            }
        }
        if isLogin, limit != role.connectionLimit {
            changes.append(
                Change(wanted: "CONNECTION LIMIT \(limit ?? -1)", was: "CONNECTION LIMIT \(role.connectionLimit ?? -1)")
            )
        }
        try alter(role, changes, "declared otherwise", obstacle, &draft)
        if role.isSuperuser {
            let reason = draft.powers.isSuperuser ? nil : "only a superuser may change that"
            try alter(role, [Change("SUPERUSER", false)], Self.noPower, reason, &draft)
        }
        for (reason, changes) in surplus.sorted(by: { $0.key < $1.key }) {
            try alter(role, changes, Self.noPower, reason, &draft)
        }
    }

    private static let noPower = "no declared role has such power"

    fileprivate struct Change {
        let wanted: String
        let was: String
    }

    private func alter(
        _ role: CatalogRole, _ changes: [Change], _ why: String, _ obstacle: String?,
        _ draft: inout PlanDraft
    ) throws(DatabaseError) {
        guard !changes.isEmpty else { return }
        let name = try SQLText.name(role.name)
        draft.add(
            AccessPlan.Step(
                "ALTER ROLE \(name) \(changes.map(\.wanted).joined(separator: " "))", why: why,
                inverse: ["ALTER ROLE \(name) \(changes.map(\.was).joined(separator: " "))"],
                change: ServerChange(.altering, of: role.name, in: subject.policy)),
            unless: obstacle)
    }
}

extension RoleChanges.Change {
    /// An attribute that a role is to have or not, and was otherwise.
    fileprivate init(_ attribute: String, _ isWanted: Bool) {
        let (yes, no) = (attribute, "NO\(attribute)")
        self.init(wanted: isWanted ? yes : no, was: isWanted ? no : yes)
    }
}
