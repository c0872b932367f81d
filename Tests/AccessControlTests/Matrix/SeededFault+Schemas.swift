import AccessControl

@testable import PostgresCatalog

extension SeededFault {
    /// What can be wrong in a schema beside the policy's own, and with grants by columns alone.
    static let ofSchemas: [SeededFault] = [
        inBilling(
            "row security off in another schema",
            "table billing.bills: has tenants' rows, but row-level security is not enabled"
        ) { $0.change(relation: "bills") { $0.hasRowSecurity = false } },
        inBilling(
            "row security off where columns alone are read",
            "table billing.contacts: has tenants' rows, but row-level security is not enabled"
        ) { $0.change(relation: "contacts") { $0.hasRowSecurity = false } },
        inBilling(
            "row security off where the row is the tenant, in another schema",
            "table billing.accounts: has tenants' rows, but row-level security is not enabled"
        ) { $0.change(relation: "accounts") { $0.hasRowSecurity = false } },
        inBilling(
            "no policy in another schema, with an UPDATE of columns alone",
            "table billing.bills: no policy lets writers INSERT, SELECT, UPDATE its tenant's rows"
        ) { $0.change(relation: "bills") { $0.policies = [] } },
        inBilling(
            "no policy for columns alone", "table billing.contacts: no policy lets readers SELECT its tenant's rows"
        ) { $0.change(relation: "contacts") { $0.policies = [] } },
        inBilling(
            "policy for everything in another schema",
            "table billing.bills: policy open does not compare tenant_id with app.tenant alone"
        ) { $0.change(relation: "bills") { $0.policies.append(SmallFleet.policy("open", "true")) } },
        inBilling(
            "table nobody thought of in another schema, by columns alone",
            "table billing.drafts: has no column tenant_id and is not declared under global_tables"
        ) {
            $0.groups[1].schemas["billing"]?.columns["drafts"] = [.select: ["id"]]
        } apply: {
            var drafts = BillingSchema.table("drafts", ["id"], [:], nil)
            drafts.grants.append(Grant(.select, to: .role("readers"), column: "id"))
            $0.relations.append(drafts)
        },
        inBilling(
            "a bare name under global_tables is not another schema's table",
            "table billing.models: has no column tenant_id and is not declared under global_tables"
        ) {
            $0.groups[0].schemas["billing"]?.tables["models"] = [.select]
        } apply: {
            $0.relations.append(BillingSchema.table("models", ["id"], ["writers": [.select]], nil))
        },
        inBilling(
            "a bare name under own_key is not another schema's table",
            "table billing.tenants: has no column tenant_id and is not declared under global_tables"
        ) {
            $0.groups[0].schemas["billing"]?.tables["tenants"] = [.select]
        } apply: {
            $0.relations.append(BillingSchema.table("tenants", ["id"], ["writers": [.select]], nil))
        },
        inBilling(
            "copy of tenants' rows in another schema, by columns alone",
            "materialized view billing.totals: cannot keep tenants apart, and is not declared under global_tables"
        ) {
            $0.groups[1].schemas["billing"]?.columns["totals"] = [.select: ["n"]]
        } apply: {
            var totals = BillingSchema.table("totals", ["n", "cost"], [:], nil, kind: .materializedView)
            totals.grants.append(Grant(.select, to: .role("readers"), column: "n"))
            $0.relations.append(totals)
        },
        inBilling(
            "view with its owner's rights that is only written",
            "view billing.inbox: reads with its owner's rights; set security_invoker = true"
        ) {
            $0.groups[0].schemas["billing"]?.columns["inbox"] = [.insert: ["note"]]
        } apply: {
            var inbox = BillingSchema.table("inbox", ["note", "at"], [:], nil, kind: .view)
            inbox.grants.append(Grant(.insert, to: .role("writers"), column: "note"))
            $0.relations.append(inbox)
        },
        inBilling(
            "audit missing in another schema",
            "table billing.bills: no trigger puts its INSERT, UPDATE, DELETE, TRUNCATE on record (record_audit)"
        ) { $0.change(relation: "bills") { $0.triggers = [] } },
        inBilling(
            "another schema's function of the audit's name",
            "table billing.bills: no trigger puts its INSERT, UPDATE, DELETE, TRUNCATE on record (record_audit)"
        ) {
            $0.change(relation: "bills") {
                $0.triggers = [
                    CatalogTrigger(name: "audit", function: "record_audit", functionSchema: "billing", type: 60)
                ]
            }
        },
        inBilling(
            "a bare name exempt from the audit is not another schema's table",
            "table billing.contacts: no trigger puts its INSERT, UPDATE, DELETE, TRUNCATE on record (record_audit)",
            "table billing.accounts: no trigger puts its INSERT, UPDATE, DELETE, TRUNCATE on record (record_audit)"
        ) {
            $0.audit?.exempt = ["tenants", "vendors", "accounts", "contacts"]
        } apply: { _ in
        },
        inBilling(
            "table of another schema missing", "table billing.currencies: is declared, but does not exist"
        ) { $0.relations.removeAll { $0.name == "currencies" } },
        SeededFault("columns in a schema nobody declared", "readers: may SELECT (amount) on table secret.salaries") {
            $0.schemas.append(CatalogSchema("secret", owner: "owner"))
            var table = CatalogRelation("salaries", schema: "secret", owner: "owner")
            table.grants = [Grant(.select, to: .role("readers"), column: "amount")]
            $0.relations.append(table)
        },
        SeededFault(
            "columns for a role nobody declared, in another schema",
            "stranger: may SELECT (amount) on table secret.salaries, and is not declared"
        ) {
            $0.schemas.append(CatalogSchema("secret", owner: "owner"))
            var table = CatalogRelation("salaries", schema: "secret", owner: "owner")
            table.grants = [Grant(.select, to: .role("stranger"), column: "amount")]
            $0.relations.append(table)
        },
    ]

    /// A fault in a database with ``BillingSchema``.
    private static func inBilling(
        _ name: String, _ expected: String...,
        declare: @escaping @Sendable (inout AccessPolicy) -> Void = { _ in },
        apply: @escaping @Sendable (inout CatalogSnapshot) -> Void
    ) -> SeededFault {
        SeededFault(name, expected) {
            BillingSchema.declare(&$0)
            declare(&$0)
        } apply: {
            BillingSchema.add(to: &$0)
            apply(&$0)
        }
    }
}
