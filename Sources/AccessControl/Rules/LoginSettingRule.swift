import PostgresCatalog

/// Limits and settings stand on each login as declared; membership would not carry them.
enum LoginSettingRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.policy.logins.flatMap { login -> [Surprise] in
            guard let role = subject.catalog.role(login.name) else { return [] }
            return limit(login, role) + declared(login, subject) + undeclared(login, subject)
        }
    }

    private static func limit(_ login: LoginPolicy, _ role: CatalogRole) -> [Surprise] {
        guard role.connectionLimit != login.connectionLimit else { return [] }
        func words(_ limit: Int?) -> String { limit.map(String.init) ?? "no limit" }
        return [
            Surprise(
                kind: .connectionLimit, subject: login.name,
                detail:
                    "has connection limit \(words(role.connectionLimit)), declared is \(words(login.connectionLimit))")
        ]
    }

    private static func declared(_ login: LoginPolicy, _ subject: AccessSubject) -> [Surprise] {
        login.settings.sorted { $0.key < $1.key }.compactMap { name, wanted in
            let found = subject.catalog.setting(name, of: login.name)
            if let found, subject.isSetting(name, found.value, equalTo: wanted) { return nil }
            return Surprise(
                kind: .setting, subject: login.name,
                detail: "has \(name) \(found.map { "'\($0.value)'" } ?? "not set"), declared is '\(wanted)'")
        }
    }

    private static func undeclared(_ login: LoginPolicy, _ subject: AccessSubject) -> [Surprise] {
        let names = subject.catalog.settings.filter { $0.role == login.name }.map(\.name)
        return Set(names).subtracting(login.settings.keys).sorted().map {
            Surprise(kind: .setting, subject: login.name, detail: "has \($0) set, which is not declared")
        }
    }
}
