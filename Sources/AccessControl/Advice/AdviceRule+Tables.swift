import PostgresCatalog

extension AdviceRule {
    /// What keeps rows apart, or does not.
    static let ofTables = [
        AdviceRule(
            name: "policy_exists_rls_disabled", title: "Policies that do nothing", level: .error,
            remediation: "ALTER TABLE … ENABLE ROW LEVEL SECURITY"
        ) { server in
            tables(server).filter { !$0.policies.isEmpty && !$0.hasRowSecurity }.map {
                (AdvisedObject($0), "has \($0.policies.count) policies, but row-level security is not enabled")
            }
        },
        AdviceRule(
            name: "rls_disabled", title: "Shared table without row-level security", level: .information,
            remediation: "Enable row-level security with a policy for each role, where rows have owners or tenants",
            isDeclared: { $0.isDeclaredGlobal($2, $1) }
        ) { server in
            tables(server).filter { !$0.hasRowSecurity && $0.policies.isEmpty && server.isShared($0) }.map {
                (AdvisedObject($0), "is open to others than its owner, and shows each of them every row")
            }
        },
        AdviceRule(
            name: "rls_enabled_no_policy", title: "Row-level security without a policy", level: .information,
            remediation: "Write a policy, or take the grants away"
        ) { server in
            tables(server).filter { $0.hasRowSecurity && $0.policies.isEmpty && server.isShared($0) }.map {
                (AdvisedObject($0), "shows nobody but its owner any row")
            }
        },
        AdviceRule(
            name: "policy_always_true", title: "Policy that always passes", level: .warning,
            remediation: "Compare a column with who asks, or name the roles that may see every row", findsSeveral: true,
            isDeclared: { server, policy, label in
                tables(server).filter { $0.label == label }.flatMap(openPolicies).allSatisfy {
                    RowSecurityRule.isForAllTenants($0, policy)
                }
            }
        ) { server in
            tables(server).flatMap { table in
                openPolicies(table).map {
                    (
                        AdvisedObject(table),
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
                (AdvisedObject($0), "passes by row-level security of the tables it reads")
            }
        },
        AdviceRule(
            name: "copy_without_row_security", title: "Shared copy of rows that row-level security cannot guard",
            level: .warning, remediation: "Take the grants away, or put a view with conditions in front",
            isDeclared: { $0.isDeclaredGlobal($2, $1) }
        ) { server in
            (relations(server, .materializedView) + relations(server, .foreignTable)).filter(server.isShared).map {
                (AdvisedObject($0), "is open to others than its owner; it knows no row-level security")
            }
        },
        AdviceRule(
            name: "rls_bypassed_by_owner", title: "Login that owns tables with row-level security",
            level: .information,
            remediation:
                "Let applications use a login that owns nothing; FORCE ROW LEVEL SECURITY where none else can be"
        ) { server in
            let logins = Set(server.ordinaryRoles.filter(\.mayLogIn).map(\.name))
            let open = tables(server).filter {
                $0.hasRowSecurity && !$0.forcesRowSecurity && logins.contains($0.owner)
            }
            return Dictionary(grouping: open, by: \.owner).sorted { $0.key < $1.key }.map {
                (.roleHere($0.key), "sees every row of \($0.value.count.of("table")) that others see by their policies")
            }
        },
        AdviceRule(
            name: "sensitive_columns_exposed", title: "Shared table whose columns tell secrets", level: .warning,
            remediation: "Grant the other columns one by one, or enable row-level security"
        ) { server in
            tables(server).filter { !$0.hasRowSecurity }.compactMap { table in
                let columns = table.columns.filter { SensitiveColumn.isName($0) && server.isReadable($0, of: table) }
                return columns.isEmpty
                    ? nil : (AdvisedObject(table), "shows \(columns.joined(separator: ", ")) to others than its owner")
            }
        },
    ]

    /// The policies of a table that let every row pass.
    private static func openPolicies(_ table: CatalogRelation) -> [RowPolicy] {
        table.policies.filter { $0.isPermissive && ($0.using.passesAlways || $0.check.passesAlways) }
    }

    private static func tables(_ server: AdvisedServer) -> [CatalogRelation] {
        relations(server, .table) + relations(server, .partitionedTable)
    }

    private static func relations(_ server: AdvisedServer, _ kind: RelationKind) -> [CatalogRelation] {
        server.catalog.relations.filter { $0.kind == kind && !$0.isExtensionMember }
    }
}

extension String? {
    /// Whether a policy's condition, as PostgreSQL writes it, is true whatever the row: `true`, or a constant compared
    /// with itself.
    fileprivate var passesAlways: Bool {
        guard var condition = self else { return false }
        while condition.hasPrefix("("), condition.hasSuffix(")"),
            !condition.dropFirst().dropLast().contains(where: "()".contains)
        {
            condition = String(condition.dropFirst().dropLast())
        }
        if condition == "true" { return true }
        let sides = condition.split(separator: " = ", omittingEmptySubsequences: false)
        guard sides.count == 2, sides[0] == sides[1], let first = sides[0].first else { return false }
        return first == "'" || first.isNumber
    }
}
