import PostgresCatalog
import PostgresDriver

/// What each login's sessions start with: the declared settings and no others, wherever they stand.
struct SettingChanges {
    let subject: AccessSubject

    func add(to draft: inout PlanDraft) throws(DatabaseError) {
        for login in subject.policy.logins {
            let role = subject.catalog.role(login.name)
            let obstacle = role.flatMap { draft.powers.reasonAgainstAltering($0) }
            for (setting, step) in try steps(login) {
                draft.add(step, unless: obstacle ?? reasonAgainstSetting(setting, draft.powers))
            }
        }
    }

    /// Why whoever runs the plan cannot set something for a role; nil when it can. What no extension has declared is a
    /// superuser's to set for others since PostgreSQL 15.
    private func reasonAgainstSetting(_ name: String, _ powers: ActorPowers) -> String? {
        if powers.isSuperuser || subject.catalog.settingTypes[name]?.isAnybodys ?? false { return nil }
        let effective = subject.effectivePrivileges(of: powers.name)
        let isGranted = subject.catalog.namedObjects.contains {
            $0.kind == .parameter && $0.name == name && effective.held(.set, on: $0).contains(where: \.isImmediate)
        }
        return isGranted ? nil : "only a superuser, or who was granted SET on \(name), may set it for a role"
    }

    private func steps(_ login: LoginPolicy) throws(DatabaseError) -> [(setting: String, step: AccessPlan.Step)] {
        var steps: [(setting: String, step: AccessPlan.Step)] = []
        let found = subject.catalog.settings.filter { $0.role == login.name }
        for setting in found where login.settings[setting.name] == nil || isOverridden(setting, login) {
            let target = try target(login, setting.database)
            let value = SQLText.value(setting.value, of: setting.name)
            var step = AccessPlan.Step(
                "\(target) RESET \(setting.name)", why: "not declared",
                inverse: ["\(target) SET \(setting.name) = \(value)"],
                change: ServerChange(.altering, of: login.name, in: subject.policy))
            step.namesDatabase = setting.database != nil && setting.database == subject.catalog.currentDatabase?.name
            steps.append((setting.name, step))
        }
        for (name, wanted) in login.settings.sorted(by: { $0.key < $1.key }) {
            let now = found.first { $0.name == name && $0.database == nil }
            if let now, subject.isSetting(name, now.value, equalTo: wanted) { continue }
            let target = try target(login, nil)
            let inverse = now.map { "SET \(name) = \(SQLText.value($0.value, of: name))" } ?? "RESET \(name)"
            steps.append(
                (
                    name,
                    AccessPlan.Step(
                        "\(target) SET \(name) = \(SQLText.value(wanted, of: name))",
                        why: "declared; membership does not carry settings", inverse: ["\(target) \(inverse)"],
                        change: ServerChange(.setting(name: name, value: wanted), of: login.name, in: subject.policy))
                ))
        }
        return steps
    }

    /// A setting for one database that says otherwise than the login's own.
    private func isOverridden(_ setting: RoleSetting, _ login: LoginPolicy) -> Bool {
        guard setting.database != nil, let wanted = login.settings[setting.name] else { return false }
        return !subject.isSetting(setting.name, setting.value, equalTo: wanted)
    }

    private func target(_ login: LoginPolicy, _ database: String?) throws(DatabaseError) -> String {
        let role = try SQLText.name(login.name)
        guard let database else { return "ALTER ROLE \(role)" }
        return "ALTER ROLE \(role) IN DATABASE \(try SQLText.name(database))"
    }
}
