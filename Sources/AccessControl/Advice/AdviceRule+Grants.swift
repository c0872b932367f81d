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
                (AdvisedObject($0), "runs as \($0.owner), with whatever its caller puts into the search path")
            }
        },
        AdviceRule(
            name: "security_definer_public", title: "SECURITY DEFINER function that everyone may call", level: .warning,
            remediation: "REVOKE EXECUTE ON FUNCTION … FROM PUBLIC",
            isDeclared: { $0.isDeclaredForEveryone($2, $1) }
        ) { server in
            server.catalog.functions.filter { function in
                function.isSecurityDefiner && !function.isExtensionMember
                    && function.grants.contains { $0.grantee == .everyone }
            }.map { (AdvisedObject($0), "lends the rights of \($0.owner) to every role there is") }
        },
        AdviceRule(
            name: "security_definer_superuser", title: "SECURITY DEFINER function of a superuser", level: .warning,
            remediation: "ALTER FUNCTION … OWNER TO a role that can do no more than the function needs"
        ) { server in
            server.catalog.functions.filter { function in
                function.isSecurityDefiner && !function.isExtensionMember && server.isSuperuser(function.owner)
                    && function.grants.contains { !server.isOwnersOrSuperusers($0, of: function) }
            }.map { (AdvisedObject($0), "lends the rights of the superuser \($0.owner)") }
        },
        AdviceRule(
            name: "public_grant", title: "Granted to PUBLIC", level: .warning,
            remediation: "REVOKE … FROM PUBLIC, and grant to a group", places: [.server, .database],
            isDeclared: { $0.isDeclaredForEveryone($2, $1) }
        ) { server in
            let tables = server.catalog.relations.filter { !$0.isExtensionMember } as [any CatalogObject]
            return (tables + server.catalog.databases.filter(\.acceptsConnections) + server.catalog.schemas).compactMap
            {
                object in
                let held = Set(object.grants.filter { $0.grantee == .everyone }.map(\.privilege.rawValue)).sorted()
                return held.isEmpty
                    ? nil : (AdvisedObject(object), "every role there is may \(held.joined(separator: ", "))")
            }
        },
        AdviceRule(
            name: "public_default_privilege", title: "New objects granted to PUBLIC", level: .warning,
            remediation: "ALTER DEFAULT PRIVILEGES … REVOKE … FROM PUBLIC"
        ) { server in
            // What PostgreSQL itself gives PUBLIC, of functions and types, stands in each list that was ever set.
            let given = server.catalog.defaultPrivileges.filter { entry in
                entry.grant.grantee == .everyone
                    && (entry.schema != nil || (entry.objects != .functions && entry.objects != .types))
            }
            let lists = Dictionary(grouping: given) {
                DefaultPrivilege.List(creator: $0.creator, schema: $0.schema, objects: $0.objects)
            }
            return lists.sorted { $0.key < $1.key }.map { list, entries in
                let place = list.schema.map { " in schema \($0)" } ?? ""
                let held = Set(entries.map(\.grant.privilege.rawValue)).sorted().joined(separator: ", ")
                return (
                    .here("default privileges of \(list.creator)\(place)"),
                    "give every role there is \(held) on new \(list.objects.name)"
                )
            }
        },
        AdviceRule(
            name: "system_object_granted", title: "PostgreSQL's own object granted", level: .warning,
            remediation: "REVOKE … FROM …, and grant one of PostgreSQL's own roles where it is needed",
            findsSeveral: true
        ) { server in
            server.catalog.systemGrants.filter { !server.isSuperuser($0.grant.grantee.name) }.map {
                (
                    .here($0.object),
                    "\($0.grant.grantee.name) may \($0.grant.privilege.rawValue) it, as nobody may by default"
                )
            }
        },
        AdviceRule(
            name: "grant_option", title: "Privilege that can be granted on", level: .warning,
            remediation: "REVOKE GRANT OPTION FOR …", places: [.server, .database], findsSeveral: true
        ) { server in
            server.catalog.objects.flatMap { object in
                Set(
                    object.grants.filter { grant in
                        grant.isGrantable && grant.grantee != .role(object.owner)
                            && !server.isSuperuser(grant.grantee.name)
                    }.map(\.grantee.name)
                ).sorted().map { (AdvisedObject(object), "\($0) may grant on what it holds") }
            }
        },
        AdviceRule(
            name: "direct_grant_to_login", title: "Login with grants of its own", level: .information,
            remediation: "Grant to a group without login, and make the login its member",
            places: [.server, .database]
        ) { server in
            let logins = Set(server.ordinaryRoles.filter(\.mayLogIn).map(\.name))
            var counts: [AdvisedObject: Int] = [:]
            for object in server.catalog.objects {
                let isOfServer = AdvisedObject(object).isOfServer
                for login in Set(object.grants.map(\.grantee.name)).intersection(logins) where login != object.owner {
                    counts[isOfServer ? .ofServer("role \(login) on the server") : .roleHere(login), default: 0] += 1
                }
            }
            return counts.sorted { $0.key.label < $1.key.label }.map {
                ($0.key, "holds grants on \($0.value.of("object")) itself")
            }
        },
    ]
}
