import PostgresCatalog

extension AdviceRule {
    /// What logins are and can become.
    static let ofRoles = [
        AdviceRule(
            name: "superuser_login", title: "Login that is or can become a superuser", level: .warning,
            remediation: "Keep one for emergencies; let applications and people use roles without SUPERUSER",
            places: [.server]
        ) { server in
            server.catalog.roles.filter {
                $0.mayLogIn && !PredefinedRole.isName($0.name) && $0.name != server.bootstrapSuperuser
            }.compactMap { role in
                RoleReach(of: role.name, in: server.catalog).superuser.map {
                    (.role(role.name), $0 == role.name ? "is a superuser" : "can become the superuser \($0)")
                }
            }
        },
        AdviceRule(
            name: "bootstrap_superuser_login", title: "The superuser that the server was made with",
            level: .information,
            remediation: "Keep it for emergencies; never let an application use it", places: [.server]
        ) { server in
            server.catalog.roles.filter { $0.name == server.bootstrapSuperuser && $0.mayLogIn }.map {
                (.role($0.name), "can log in")
            }
        },
        AdviceRule(
            name: "strong_login", title: "Login with power beside its grants", level: .warning,
            remediation: "ALTER ROLE … without the attribute, or REVOKE the predefined role", places: [.server],
            isDeclared: { server, policy, label in
                let reach = RoleReach(of: policy.administrator, in: server.catalog)
                guard label == "role \(policy.administrator)", reach.predefinedRoles.isEmpty else { return false }
                return server.catalog.roles.filter { reach.roles.contains($0.name) }.allSatisfy {
                    RoleAttributeRule.owed(to: $0, policy).isSuperset(of: $0.attributes)
                }
            }
        ) { server in
            server.ordinaryRoles.filter(\.mayLogIn).compactMap { role in
                let reach = RoleReach(of: role.name, in: server.catalog)
                let others = server.catalog.roles.filter { $0.name != role.name && reach.roles.contains($0.name) }
                let reached = others.flatMap { other in other.attributes.map { "\($0.rawValue) of \(other.name)" } }
                let powers = role.attributes.map(\.rawValue) + reached + reach.predefinedRoles
                return powers.isEmpty ? nil : (.role(role.name), "has \(powers.joined(separator: ", "))")
            }
        },
        AdviceRule(
            name: "unused_role", title: "Role that nothing uses", level: .information,
            remediation: "dal access rollback ROLE", places: [.server]
        ) { server in
            let catalog = server.catalog
            let used = Set(
                catalog.memberships.flatMap { [$0.group, $0.member] } + catalog.dependences.map(\.role)
                    + catalog.otherDatabases.map(\.role) + catalog.defaultPrivileges.map(\.grant.grantee.name)
                    + catalog.objects.flatMap { [$0.owner] + $0.grants.map(\.grantee.name) })
            return server.ordinaryRoles.filter { !$0.mayLogIn && !used.contains($0.name) }.map {
                (.role($0.name), "cannot log in, has no members, and holds nothing")
            }
        },
        AdviceRule(
            name: "login_without_connection_limit", title: "Login that can take every connection", level: .information,
            remediation: "ALTER ROLE … CONNECTION LIMIT n", places: [.server]
        ) { server in
            server.ordinaryRoles.filter { $0.mayLogIn && $0.connectionLimit == nil }.map {
                (.role($0.name), "has no connection limit")
            }
        },
        AdviceRule(
            name: "password_not_scram", title: "Password not kept as SCRAM", level: .error,
            remediation: "Set it again with password_encryption = 'scram-sha-256'", places: [.server], needs: .passwords
        ) { server in
            (server.passwords ?? [:]).filter { $0.value == .md5 || $0.value == .other }.sorted { $0.key < $1.key }.map {
                (.role($0.key), "has a password kept as \($0.value.rawValue)")
            }
        },
        AdviceRule(
            name: "password_without_expiry", title: "Password that never expires", level: .information,
            remediation: "Rotate it, and say VALID UNTIL", places: [.server], needs: .passwords
        ) { server in
            (server.passwords ?? [:]).filter { $0.value != .none && server.unexpiring.contains($0.key) }
                .sorted { $0.key < $1.key }.map { (.role($0.key), "has no VALID UNTIL") }
        },
        AdviceRule(
            name: "membership_admin_option", title: "Role that makes others members", level: .warning,
            remediation: "REVOKE ADMIN OPTION FOR …", places: [.server]
        ) { server in
            // From PostgreSQL 16 on who makes a role administers it.
            let makers = Set(server.catalog.roles.filter { $0.createsRoles || $0.isSuperuser }.map(\.name))
            let held = server.catalog.memberships.filter {
                $0.isAdministrator && !makers.contains($0.member) && !PredefinedRole.isName($0.member)
            }
            return Dictionary(grouping: held, by: \.member).sorted { $0.key < $1.key }.map { member, held in
                let groups = Set(held.map(\.group)).sorted().joined(separator: ", ")
                return (.role(member), "can make any role a member of \(groups)")
            }
        },
    ]
}
