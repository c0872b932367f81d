@testable import PostgresCatalog

extension SeededFault {
    /// What can be wrong with grants.
    static let ofGrants: [SeededFault] = [
        SeededFault("privilege missing", "writers: lacks INSERT on table public.vendors") {
            $0.revoke(.insert, on: "vendors", from: .role("writers"))
        },
        SeededFault("privilege only on columns", "readers: lacks SELECT on table public.vendors") {
            $0.revoke(.select, on: "vendors", from: .role("readers"))
            $0.grant(.select, on: "vendors", to: .role("readers"), column: "name")
        },
        SeededFault("privilege too many", "readers: may DELETE on table public.vendors") {
            $0.grant(.delete, on: "vendors", to: .role("readers"))
        },
        SeededFault("several too many", "writers: may TRUNCATE, TRIGGER on table public.vendors") {
            $0.grant(.trigger, on: "vendors", to: .role("writers"))
            $0.grant(.truncate, on: "vendors", to: .role("writers"))
        },
        SeededFault("column too many", "readers: may UPDATE (name) on table public.vendors") {
            $0.grant(.update, on: "vendors", to: .role("readers"), column: "name")
        },
        SeededFault("audit readable", "readers: may SELECT on table public.audit") {
            $0.grant(.select, on: "audit", to: .role("readers"))
        },
        SeededFault("login with a grant of its own", "app: may TRUNCATE on table public.vendors") {
            $0.grant(.truncate, on: "vendors", to: .role("app"))
        },
        SeededFault(
            "declared privilege granted to the login itself",
            "app: has a grant of its own on table public.vendors; grant to its group alone"
        ) { $0.grant(.select, on: "vendors", to: .role("app")) },
        SeededFault("grant option", "readers: may grant on what it holds on table public.models") {
            $0.revoke(.select, on: "models", from: .role("readers"))
            $0.change(relation: "models") {
                $0.grants.append(Grant(.select, to: .role("readers"), isGrantable: true))
            }
        },
        SeededFault("PUBLIC on a table", "PUBLIC: may SELECT on table public.models") {
            $0.grant(.select, on: "models", to: .everyone)
        },
        SeededFault("PUBLIC in the schema", "PUBLIC: may CREATE on schema public") {
            $0.schemas[0].grants.append(Grant(.create, to: .everyone))
        },
        SeededFault("PUBLIC in the database", "PUBLIC: may CONNECT, TEMPORARY on database fleet") {
            $0.databases[0].grants += [Grant(.temporary, to: .everyone), Grant(.connect, to: .everyone)]
        },
        SeededFault("PUBLIC in another database", "PUBLIC: may CONNECT on database postgres") {
            $0.databases[1].grants.append(Grant(.connect, to: .everyone))
        },
        SeededFault("PUBLIC may call", "PUBLIC: may EXECUTE on function public.next_number()") {
            $0.functions[1].grants.append(Grant(.execute, to: .everyone))
        },
        SeededFault("undeclared role", "stranger: may SELECT on table public.vendors, and is not declared") {
            $0.grant(.select, on: "vendors", to: .role("stranger"))
        },
        SeededFault("group may create", "writers: may CREATE on schema public") {
            $0.schemas[0].grants.append(Grant(.create, to: .role("writers")))
        },
        SeededFault("schema closed", "readers: lacks USAGE on schema public") {
            $0.schemas[0].grants.removeAll { $0.grantee == .role("readers") }
        },
        SeededFault("database closed", "readers: lacks CONNECT on database fleet") {
            $0.databases[0].grants.removeAll { $0.grantee == .role("readers") }
        },
        SeededFault("sequence forgotten", "writers: lacks USAGE on sequence public.numbers") {
            $0.revoke(.usage, on: "numbers", from: .role("writers"))
        },
        SeededFault("sequence can be set", "writers: may UPDATE on sequence public.numbers") {
            $0.grant(.update, on: "numbers", to: .role("writers"))
        },
        SeededFault("sequence of the audit", "writers: may USAGE on sequence public.audit_id_seq") {
            $0.grant(.usage, on: "audit_id_seq", to: .role("writers"))
        },
        SeededFault("function forgotten", "writers: lacks EXECUTE on function public.next_number()") {
            $0.functions[1].grants = []
        },
        SeededFault("function too many", "readers: may EXECUTE on function public.next_number()") {
            $0.functions[1].grants.append(Grant(.execute, to: .role("readers")))
        },
        SeededFault(
            "table in another schema", "readers: may SELECT on table secret.salaries"
        ) {
            $0.schemas.append(CatalogSchema("secret", owner: "owner"))
            var table = CatalogRelation("salaries", schema: "secret", owner: "owner")
            table.grants = [Grant(.select, to: .role("readers"))]
            $0.relations.append(table)
        },
        SeededFault("default privilege missing", "writers: will lack DELETE on new tables of owner") {
            $0.defaultPrivileges.removeAll { $0.grant.privilege == .delete }
        },
        SeededFault("default privilege for PUBLIC", "PUBLIC: will get SELECT on new tables of owner in schema public") {
            $0.defaultPrivileges.append(
                DefaultPrivilege(
                    creator: "owner", schema: "public", objects: .tables, grant: Grant(.select, to: .everyone)))
        },
        SeededFault("default privilege everywhere", "readers: will get SELECT on new tables of owner") {
            $0.defaultLists.insert(DefaultPrivilege.List(creator: "owner", schema: nil, objects: .tables))
            $0.defaultPrivileges.append(
                DefaultPrivilege(
                    creator: "owner", schema: nil, objects: .tables, grant: Grant(.select, to: .role("readers"))))
        },
        SeededFault("system function", "app: may EXECUTE on function pg_read_file(text)") {
            $0.systemGrants = [
                SystemGrant(object: "function pg_read_file(text)", grant: Grant(.execute, to: .role("app")))
            ]
        },
        SeededFault("foreign server", "readers: has a grant on server billing") {
            $0.dependences = [RoleDependence(role: "readers", isOwner: false, object: "server billing")]
        },
    ]

    /// What can be wrong with objects beside their grants.
    static let ofObjects: [SeededFault] = [
        SeededFault(
            "table missing", "table public.tenants: is declared, but does not exist"
        ) { $0.relations.removeAll { $0.name == "tenants" } },
        SeededFault("table owned by a login", "table public.models: belongs to app, not to owner") {
            $0.relations = $0.relations.map { relation in
                guard relation.name == "models" else { return relation }
                var other = CatalogRelation("models", owner: "app")
                other.columns = relation.columns
                other.grants = relation.grants.filter { $0.grantee != .role("owner") }
                return other
            }
        },
        SeededFault("table owned by the superuser", "table public.notes: belongs to postgres, not to owner") {
            var notes = SmallFleet.table(
                "notes", ["tenant_id"],
                ["writers": [.select, .insert, .update, .delete], "readers": [.select]], tenant: "tenant_id")
            notes = notes.owned(by: "postgres")
            $0.relations.append(notes)
        },
        SeededFault("database owned by another", "database fleet: belongs to stranger, not to owner") {
            var database = CatalogDatabase("fleet", owner: "stranger")
            database.isCurrent = true
            database.grants = $0.databases[0].grants
            $0.databases[0] = database
        },
        SeededFault(
            "row security off", "table public.vendors: has tenants' rows, but row-level security is not enabled"
        ) { $0.change(relation: "vendors") { $0.hasRowSecurity = false } },
        SeededFault(
            "row security forced", "table public.vendors: forces row-level security on its owner, so that pg_dump fails"
        ) { $0.change(relation: "vendors") { $0.forcesRowSecurity = true } },
        SeededFault(
            "no policy",
            "table public.vendors: no policy lets writers DELETE, INSERT, SELECT, UPDATE its tenant's rows",
            "table public.vendors: no policy lets readers SELECT its tenant's rows"
        ) { $0.change(relation: "vendors") { $0.policies = [] } },
        SeededFault(
            "policy for everything",
            "table public.vendors: policy open does not compare tenant_id with app.tenant alone"
        ) { $0.change(relation: "vendors") { $0.policies.append(SmallFleet.policy("open", "true")) } },
        SeededFault(
            "policy with a way out",
            "table public.vendors: policy isolation does not compare tenant_id with app.tenant alone"
        ) {
            $0.change(relation: "vendors") {
                $0.policies = [SmallFleet.policy("isolation", "(\(SmallFleet.condition("tenant_id")) OR true)")]
            }
        },
        SeededFault(
            "policy without nullif",
            "table public.vendors: policy isolation does not compare tenant_id with app.tenant alone"
        ) {
            $0.change(relation: "vendors") {
                $0.policies = [
                    SmallFleet.policy("isolation", "(tenant_id = (current_setting('app.tenant'::text, true))::uuid)")
                ]
            }
        },
        SeededFault(
            "policy on the wrong column",
            "table public.vendors: policy isolation does not compare tenant_id with app.tenant alone"
        ) {
            $0.change(relation: "vendors") {
                $0.policies = [SmallFleet.policy("isolation", SmallFleet.condition("id"))]
            }
        },
        SeededFault(
            "what is written is not checked",
            "table public.vendors: policy isolation does not compare tenant_id with app.tenant alone"
        ) {
            $0.change(relation: "vendors") {
                $0.policies = [
                    RowPolicy(
                        name: "isolation", command: .all, isPermissive: true, roles: [.everyone],
                        using: SmallFleet.condition("tenant_id"), check: "true")
                ]
            }
        },
        SeededFault(
            "policy for reading alone",
            "table public.vendors: no policy lets writers DELETE, INSERT, UPDATE its tenant's rows"
        ) {
            $0.change(relation: "vendors") {
                $0.policies = [SmallFleet.policy("isolation", SmallFleet.condition("tenant_id"), .select)]
            }
        },
        SeededFault(
            "table nobody thought of",
            "table public.drafts: has no column tenant_id and is not declared under global_tables"
        ) {
            $0.relations.append(
                SmallFleet.table(
                    "drafts", ["id"], ["writers": [.select, .insert, .update, .delete], "readers": [.select]],
                    tenant: nil))
        },
        SeededFault(
            "copy of tenants' rows",
            "materialized view public.totals: cannot keep tenants apart, and is not declared under global_tables"
        ) {
            $0.relations.append(
                SmallFleet.table(
                    "totals", ["tenant_id"], ["writers": [.select, .insert, .update, .delete], "readers": [.select]],
                    tenant: nil, kind: .materializedView))
        },
        SeededFault(
            "view with its owner's rights",
            "view public.open_vendors: reads with its owner's rights; set security_invoker = true"
        ) { $0.change(relation: "open_vendors") { $0.isSecurityInvoker = false } },
        SeededFault(
            "search path of the caller",
            "function public.record_audit(): is SECURITY DEFINER without a search_path of its own"
        ) { $0.functions[0].fixesSearchPath = false },
    ]
}

extension CatalogRelation {
    func owned(by owner: String) -> CatalogRelation {
        var other = CatalogRelation(name, kind, schema: schema, owner: owner)
        other.columns = columns
        other.grants = grants.filter { $0.grantee != .role(self.owner) }
        other.hasRowSecurity = hasRowSecurity
        other.policies = policies
        return other
    }
}
