import PostgresCatalog

extension AdviceRule {
    /// How the server lets anybody in, and what could not be looked at.
    static let ofServer = [
        AdviceRule(
            name: "database_not_judged", title: "Database that could not be looked into", level: .error,
            remediation: "Run this as who may CONNECT, drop a database that nobody uses, or exempt it in access.yaml",
            places: [.server]
        ) { server in
            server.notJudged.sorted { $0.key < $1.key }.map {
                (.ofServer("database \($0.key)"), "\($0.value): nothing in it was judged")
            }
        },
        AdviceRule(
            name: "trust_authentication", title: "Login without a password", level: .error,
            remediation: "Write scram-sha-256 in pg_hba.conf instead of trust, and reload", places: [.server],
            needs: .hostRules
        ) { server in
            (server.hostRules ?? []).filter { $0.method == "trust" }.map { rule in
                (
                    .ofServer("pg_hba.conf line \(rule.line)"),
                    "lets \(rule.users) into \(rule.databases) by \(rule.type) without any password"
                )
            }
        },
        AdviceRule(
            name: "password_encryption_not_scram", title: "New passwords not kept as SCRAM", level: .error,
            remediation: "SET password_encryption = 'scram-sha-256' there", places: [.server]
        ) { server in
            let here = server.passwordEncryption.map { [("the server", $0)] } ?? []
            let set = server.catalog.settings.filter { $0.name == "password_encryption" }.map { setting in
                (
                    [setting.role.map { "role \($0)" }, setting.database.map { "database \($0)" }]
                        .compactMap(\.self).joined(separator: " in "), setting.value
                )
            }
            return (here + set).filter { $0.1 != "scram-sha-256" }.map {
                (.ofServer("setting password_encryption of \($0.0)"), "is \($0.1)")
            }
        },
    ]
}
