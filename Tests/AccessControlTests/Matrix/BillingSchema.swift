import AccessControl

@testable import PostgresCatalog

/// A second schema for the small database: bills of tenants, contacts of which readers see a column, accounts that are
/// tenants, and currencies that are everybody's. Changes of tenants' rows are on record.
enum BillingSchema {
    @Sendable static func declare(_ policy: inout AccessPolicy) {
        var written = SchemaPrivileges(), read = SchemaPrivileges()
        written.tables = ["bills": [.select, .insert], "accounts": [.select], "currencies": [.select]]
        written.columns = ["bills": [.update: ["paid"]]]
        read.columns = ["contacts": [.select: ["name"]]]
        policy.groups[0].schemas["billing"] = written
        policy.groups[1].schemas["billing"] = read
        policy.tenantIsolation?.globalTables.insert("billing.currencies")
        policy.tenantIsolation?.ownKey["billing.accounts"] = "id"
        policy.audit = AuditPolicy(function: "record_audit")
        policy.audit?.exempt = ["tenants", "vendors", "billing.accounts", "billing.contacts"]
    }

    @Sendable static func add(to catalog: inout CatalogSnapshot) {
        var schema = CatalogSchema("billing", owner: "owner")
        schema.grants = ["writers", "readers"].map { Grant(.usage, to: .role($0)) }
        catalog.schemas.append(schema)
        var bills = table("bills", ["id", "tenant_id", "paid"], ["writers": [.select, .insert]], "tenant_id")
        bills.grants.append(Grant(.update, to: .role("writers"), column: "paid"))
        bills.triggers = [CatalogTrigger(name: "audit", function: "record_audit", type: 4 | 8 | 16 | 32)]
        var contacts = table("contacts", ["tenant_id", "name", "email"], [:], "tenant_id")
        contacts.grants.append(Grant(.select, to: .role("readers"), column: "name"))
        catalog.relations += [
            bills, contacts, table("accounts", ["id"], ["writers": [.select]], "id"),
            table("currencies", ["code"], ["writers": [.select]], nil),
        ]
    }

    static func table(
        _ name: String, _ columns: [String], _ grants: [String: [Privilege]], _ tenant: String?,
        kind: RelationKind = .table
    ) -> CatalogRelation {
        SmallFleet.table(name, columns, grants, tenant: tenant, kind: kind, schema: "billing")
    }
}
