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
        var changes: [(wanted: String, was: String)] = []
        func want(_ value: Bool, _ is: Bool, _ word: String) {
            if value != `is` { changes.append(value ? (word, "NO\(word)") : ("NO\(word)", word)) }
        }
        want(isLogin, role.mayLogIn, "LOGIN")
        want(true, role.inherits, "INHERIT")
        want(false, role.createsRoles, "CREATEROLE")
        want(false, role.createsDatabases, "CREATEDB")
        if isLogin, limit != role.connectionLimit {
            changes.append(("CONNECTION LIMIT \(limit ?? -1)", "CONNECTION LIMIT \(role.connectionLimit ?? -1)"))
        }
        try alter(role, changes, "declared otherwise", draft.powers.reasonAgainstAltering(role), &draft)
        changes = []
        want(false, role.isSuperuser, "SUPERUSER")
        want(false, role.replicates, "REPLICATION")
        want(false, role.bypassesRowSecurity, "BYPASSRLS")
        let reason = draft.powers.isSuperuser ? nil : "only a superuser may change that"
        try alter(role, changes, "no declared role has such power", reason, &draft)
    }

    private func alter(
        _ role: CatalogRole, _ changes: [(wanted: String, was: String)], _ why: String, _ obstacle: String?,
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
