import PostgresCatalog

extension AdviceRule {
    /// What keeps rows apart, or does not.
    static let ofTables = [
        AdviceRule(
            name: "policy_exists_rls_disabled", title: "Policies that do nothing", level: .error,
            remediation: "ALTER TABLE … ENABLE ROW LEVEL SECURITY"
        ) { server in
            tables(server).filter { !$0.policies.isEmpty && !$0.hasRowSecurity }.map {
                ($0.label, "has \($0.policies.count) policies, but row-level security is not enabled")
            }
        },
        AdviceRule(
            name: "rls_disabled", title: "Shared table without row-level security", level: .information,
            remediation: "Enable row-level security with a policy for each role, where rows have owners or tenants"
        ) { server in
            tables(server).filter { !$0.hasRowSecurity && $0.policies.isEmpty && server.isShared($0) }.map {
                ($0.label, "is open to others than its owner, and shows each of them every row")
            }
        },
        AdviceRule(
            name: "rls_enabled_no_policy", title: "Row-level security without a policy", level: .information,
            remediation: "Write a policy, or take the grants away"
        ) { server in
            tables(server).filter { $0.hasRowSecurity && $0.policies.isEmpty && server.isShared($0) }.map {
                ($0.label, "shows nobody but its owner any row")
            }
        },
        AdviceRule(
            name: "policy_always_true", title: "Policy that always passes", level: .warning,
            remediation: "Compare a column with who asks, or name the roles that may see every row"
        ) { server in
            tables(server).flatMap { table in
                table.policies.filter { $0.isPermissive && ($0.using == "true" || $0.check == "true") }.map {
                    (
                        table.label,
                        "policy \($0.name) lets \($0.roles.map(\.name).joined(separator: ", ")) have every row"
                    )
                }
            }
        },
        AdviceRule(
            name: "security_definer_view", title: "View that reads with its owner's rights", level: .error,
            remediation: "ALTER VIEW … SET (security_invoker = true)"
        ) { server in
            relations(server, .view).filter { !$0.isSecurityInvoker && server.isShared($0) }.map {
                ($0.label, "passes by row-level security of the tables it reads")
            }
        },
        AdviceRule(
            name: "copy_without_row_security", title: "Shared copy of rows that row-level security cannot guard",
            level: .warning, remediation: "Take the grants away, or put a view with conditions in front"
        ) { server in
            (relations(server, .materializedView) + relations(server, .foreignTable)).filter(server.isShared).map {
                ($0.label, "is open to others than its owner; it knows no row-level security")
            }
        },
    ]

    private static func tables(_ server: AdvisedServer) -> [CatalogRelation] {
        relations(server, .table) + relations(server, .partitionedTable)
    }

    private static func relations(_ server: AdvisedServer, _ kind: RelationKind) -> [CatalogRelation] {
        server.catalog.relations.filter { $0.kind == kind && !$0.isExtensionMember }
    }
}
