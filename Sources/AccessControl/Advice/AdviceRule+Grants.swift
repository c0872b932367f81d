import PostgresCatalog

extension AdviceRule {
    /// Who was given what, and what runs with others' rights.
    static let ofGrants = [
        AdviceRule(
            name: "function_search_path_mutable", title: "SECURITY DEFINER without search_path", level: .error,
            remediation: "ALTER FUNCTION … SET search_path = pg_catalog, pg_temp"
        ) { server in
            server.catalog.functions.filter { $0.isSecurityDefiner && !$0.fixesSearchPath && !$0.isExtensionMember }.map
            {
                ($0.label, "runs as \($0.owner), with whatever its caller puts into the search path")
            }
        },
        AdviceRule(
            name: "security_definer_public", title: "SECURITY DEFINER function that everyone may call", level: .warning,
            remediation: "REVOKE EXECUTE ON FUNCTION … FROM PUBLIC"
        ) { server in
            server.catalog.functions.filter { function in
                function.isSecurityDefiner && !function.isExtensionMember
                    && function.grants.contains { $0.grantee == .everyone }
            }.map { ($0.label, "lends the rights of \($0.owner) to every role there is") }
        },
        AdviceRule(
            name: "public_grant", title: "Granted to PUBLIC", level: .warning,
            remediation: "REVOKE … FROM PUBLIC, and grant to a group"
        ) { server in
            let tables = server.catalog.relations.filter { !$0.isExtensionMember } as [any CatalogObject]
            return (tables + server.catalog.databases.filter(\.acceptsConnections) + server.catalog.schemas).compactMap
            {
                object in
                let held = Set(object.grants.filter { $0.grantee == .everyone }.map(\.privilege.rawValue)).sorted()
                return held.isEmpty ? nil : (object.label, "every role there is may \(held.joined(separator: ", "))")
            }
        },
        AdviceRule(
            name: "grant_option", title: "Privilege that can be granted on", level: .warning,
            remediation: "REVOKE GRANT OPTION FOR …"
        ) { server in
            server.catalog.objects.flatMap { object in
                Set(
                    object.grants.filter { grant in
                        grant.isGrantable && grant.grantee != .role(object.owner)
                            && !server.isSuperuser(grant.grantee.name)
                    }.map(\.grantee.name)
                ).sorted().map { (object.label, "\($0) may grant on what it holds") }
            }
        },
        AdviceRule(
            name: "direct_grant_to_login", title: "Login with grants of its own", level: .information,
            remediation: "Grant to a group without login, and make the login its member"
        ) { server in
            let logins = Set(server.ordinaryRoles.filter(\.mayLogIn).map(\.name))
            var counts: [String: Int] = [:]
            for object in server.catalog.objects {
                for holder in Set(object.grants.map(\.grantee.name)).intersection(logins) where holder != object.owner {
                    counts[holder, default: 0] += 1
                }
            }
            return counts.sorted { $0.key < $1.key }.map {
                ("role \($0.key)", "holds grants on \($0.value.of("object")) itself")
            }
        },
    ]
}
