import PostgresCatalog

/// Sessions start with what is declared for their login and nothing else: a setting of the database or of all roles can
/// switch off triggers, choose whose code unqualified names find, or name a tenant.
enum SessionSettingRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        return subject.catalog.settings.filter { setting in
            setting.role == nil
                && (setting.database == nil || setting.database == subject.catalog.currentDatabase?.name)
                && !policy.isExempt("setting \(setting.name)")
                && !policy.logins.allSatisfy { $0.settings[setting.name] != nil }
        }.map {
            Surprise(
                kind: .setting, subject: $0.database.map { "database \($0)" } ?? "every role",
                detail: "has \($0.name) set for whoever connects, which is not declared")
        }
    }
}
