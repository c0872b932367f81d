import AccessControl

@testable import PostgresCatalog

extension SeededFault {
    /// Ways past grants and policies: rules, triggers, children, extensions, PostgreSQL's own schemas, settings.
    static let ofWays: [SeededFault] = [
        SeededFault(
            "rule with its owner's rights",
            "table public.vendors: rule also acts with its owner's rights on every INSERT"
        ) { $0.change(relation: "vendors") { $0.rules = [CatalogRule(name: "also", event: .insert)] } },
        SeededFault(
            "rule on a view that reads with its reader's rights",
            "view public.open_vendors: rule instead acts with its owner's rights on every UPDATE"
        ) { $0.change(relation: "open_vendors") { $0.rules = [CatalogRule(name: "instead", event: .update)] } },
        SeededFault(
            "trigger with its owner's rights",
            "table public.vendors: trigger after runs public.wipe() with the rights of owner, and no list of functions names it"
        ) {
            $0.functions.append(definer("wipe"))
            $0.change(relation: "vendors") {
                $0.triggers = [CatalogTrigger(name: "after", function: "wipe", type: 4)]
            }
        },
        SeededFault(
            "child with tenants' rows under a table that is everybody's",
            "table public.models: hands on tenants' rows of its child public.vendors, without that one's policies"
        ) { $0.change(relation: "vendors") { $0.parents = ["public.models"] } },
        SeededFault(
            "grandchild with tenants' rows under a table that is everybody's",
            "table public.models: hands on tenants' rows of its child public.vendors, without that one's policies",
            declare: {
                for index in $0.groups.indices { $0.groups[index].main.tables["between"] = [] }
            }
        ) {
            var between = SmallFleet.table("between", ["id", "make"], [:], tenant: nil)
            between.parents = ["public.models"]
            $0.relations.append(between)
            $0.change(relation: "vendors") { $0.parents = ["public.between"] }
        },
        SeededFault(
            "child with tenants' rows under a table that is exempt",
            "table public.models: hands on tenants' rows of its child public.vendors, without that one's policies",
            declare: {
                for index in $0.groups.indices { $0.groups[index].main.tables["models"] = nil }
                $0.exempt = [Exemption(object: "table public.models", reason: "old")]
                $0.tenantIsolation?.globalTables = []
            }
        ) { $0.change(relation: "vendors") { $0.parents = ["public.models"] } },
        SeededFault(
            "policy that lets those write who may read every tenant's rows",
            "table public.vendors: policy open does not compare tenant_id with app.tenant alone",
            declare: { $0.groups[1].seesAllTenants = true }
        ) {
            $0.change(relation: "vendors") {
                $0.policies.append(
                    RowPolicy(
                        name: "open", command: .update, isPermissive: true, roles: [.role("readers")], using: "true",
                        check: nil))
            }
        },
        SeededFault(
            "CREATEROLE within reach of a login that is not declared",
            "stranger: is a login that is not declared, and can act as maker, which has CREATEROLE"
        ) {
            var maker = CatalogRole("maker")
            maker.createsRoles = true
            $0.roles.append(maker)
            $0.memberships.append(RoleMembership("stranger", of: "maker", inherits: false))
        },
        SeededFault(
            "trigger with its owner's rights, by a function added to an extension",
            "table public.vendors: trigger after runs public.wipe() with the rights of owner, and no list of functions names it"
        ) {
            var function = definer("wipe")
            function.isExtensionMember = true
            $0.functions.append(function)
            $0.change(relation: "vendors") {
                $0.triggers = [CatalogTrigger(name: "after", function: "wipe", type: 4)]
            }
        },
        SeededFault(
            "tenants' table added to an extension",
            "table public.vendors: has tenants' rows, but row-level security is not enabled",
            "PUBLIC: may SELECT on table public.vendors"
        ) {
            $0.change(relation: "vendors") {
                $0.isExtensionMember = true
                $0.hasRowSecurity = false
            }
            $0.grant(.select, on: "vendors", to: .everyone)
        },
        SeededFault(
            "declared table added to an extension and given to the superuser",
            "PUBLIC: may SELECT on table public.audit",
            "table public.audit: belongs to postgres, not to owner"
        ) {
            $0.relations = $0.relations.map { relation in
                guard relation.name == "audit" else { return relation }
                var other = relation.owned(by: "postgres")
                other.isExtensionMember = true
                return other
            }
            $0.grant(.select, on: "audit", to: .everyone)
        },
        SeededFault(
            "what an extension keeps for itself, granted on",
            "PUBLIC: may EXECUTE on function public.pgstattuple(regclass)",
            "readers: may SELECT on view public.pg_buffercache"
        ) {
            var function = CatalogFunction("pgstattuple", "regclass", owner: "postgres")
            function.isExtensionMember = true
            function.grants = [Grant(.execute, to: .everyone)]
            $0.functions.append(function)
            var view = CatalogRelation("pg_buffercache", .view, owner: "postgres")
            view.isExtensionMember = true
            view.grants = [Grant(.select, to: .role("readers"))]
            $0.relations.append(view)
        },
        SeededFault(
            "function that runs as its owner, allowed by a pattern",
            "readers: may EXECUTE on function public.api_peek()",
            declare: { $0.groups[1].main.functions = ["api_*"] }
        ) {
            var function = definer("api_peek")
            function.grants = [Grant(.execute, to: .role("readers"))]
            $0.functions.append(function)
        },
        SeededFault(
            "LEAKPROOF function",
            "function public.next_number(): is LEAKPROOF, and so sees rows before row-level security takes them away"
        ) { $0.functions[1].isLeakproof = true },
        SeededFault(
            "view in PostgreSQL's own schema",
            "view information_schema.peek: is in PostgreSQL's own schema, and neither PostgreSQL nor an extension made it"
        ) { $0.addedSystemObjects = ["view information_schema.peek"] },
        SeededFault(
            "setting of the database",
            "database fleet: has session_replication_role set for whoever connects, which is not declared"
        ) {
            $0.settings.append(
                RoleSetting(role: nil, database: "fleet", name: "session_replication_role", value: "replica"))
        },
        SeededFault(
            "setting of every role", "every role: has app.tenant set for whoever connects, which is not declared"
        ) {
            $0.settings.append(RoleSetting(role: nil, database: nil, name: "app.tenant", value: "1"))
        },
        audit(
            "trigger of the audit with a condition",
            CatalogTrigger(name: "audit", function: "record_audit", type: 60, seesEveryRow: false)),
        audit(
            "trigger of the audit disabled",
            CatalogTrigger(name: "audit", function: "record_audit", isEnabled: false, type: 60)),
    ]

    /// What is declared and cannot be held, because it is not there.
    static let ofMissing: [SeededFault] = [
        SeededFault(
            "parameter that nothing was ever granted on", "writers: lacks SET on parameter log_statement",
            declare: { $0.groups[0].named[.parameter] = ["log_statement": [.set]] }, apply: { _ in }),
        SeededFault(
            "column that does not exist", "column public.audit.nme: is declared, but does not exist",
            declare: { $0.groups[2].main.columns = ["audit": [.insert: ["nme"]]] }, apply: { _ in }),
        SeededFault("function that does not exist", "function public.next_number: is declared, but does not exist") {
            $0.functions.removeAll { $0.name == "next_number" }
        },
        SeededFault(
            "type that does not exist", "type mood: is declared, but does not exist",
            declare: { $0.groups[0].named[.type] = ["mood": [.usage]] }, apply: { _ in }),
        SeededFault(
            "schema that does not exist", "schema billing: is declared, but does not exist",
            declare: { $0.groups[0].schemas["billing", default: SchemaPrivileges()].sequences = [.usage] }
        ) { catalog in
            let lists = DefaultPrivilege.List(creator: "owner", schema: "billing", objects: .sequences)
            catalog.defaultLists.insert(lists)
            catalog.defaultPrivileges.append(
                DefaultPrivilege(
                    creator: "owner", schema: "billing", objects: .sequences, grant: Grant(.usage, to: .role("writers"))
                ))
        },
    ]

    private static func definer(_ name: String) -> CatalogFunction {
        var function = CatalogFunction(name, owner: "owner")
        function.isSecurityDefiner = true
        function.fixesSearchPath = true
        return function
    }

    private static func audit(_ name: String, _ trigger: CatalogTrigger) -> SeededFault {
        SeededFault(
            name, "table public.vendors: no trigger puts its INSERT, UPDATE, DELETE, TRUNCATE on record (record_audit)",
            declare: {
                $0.audit = AuditPolicy(function: "record_audit")
                $0.audit?.exempt = ["tenants"]
            }
        ) { $0.change(relation: "vendors") { $0.triggers = [trigger] } }
    }
}
