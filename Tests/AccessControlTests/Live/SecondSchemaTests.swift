import AccessControl
import FleetTesting
import PostgresCatalog
import Testing

@Suite("A second schema", .serialized) struct SecondSchemaTests {
    /// Bills of tenants, of which readers see two columns and the webapp pays, and currencies that are everybody's.
    static let make = [
        "CREATE SCHEMA billing AUTHORIZATION fleetadmin", "SET ROLE fleetadmin",
        "CREATE TABLE billing.bills (id int PRIMARY KEY, tenant_id uuid NOT NULL, amount int, paid boolean)",
        "ALTER TABLE billing.bills ENABLE ROW LEVEL SECURITY",
        """
        CREATE POLICY own_tenant ON billing.bills
        USING (tenant_id = NULLIF(current_setting('app.current_tenant_id', true), '')::uuid)
        """,
        "CREATE TABLE billing.currencies (code text PRIMARY KEY)", "RESET ROLE",
        """
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON billing.bills
        FOR EACH ROW EXECUTE FUNCTION record_db_user_audit('tenant_id')
        """,
        """
        CREATE TRIGGER audit_truncate AFTER TRUNCATE ON billing.bills
        FOR EACH STATEMENT EXECUTE FUNCTION record_db_user_audit('tenant_id')
        """,
        "INSERT INTO billing.bills VALUES (1, gen_random_uuid(), 100, false)",
    ]

    static func declare(_ policy: inout AccessPolicy) {
        for index in policy.groups.indices {
            var billing = SchemaPrivileges()
            switch policy.groups[index].name {
            case "fleet_webapp":
                billing.tables = ["bills": [.select, .insert], "currencies": [.select]]
                billing.columns = ["bills": [.update: ["paid"]]]
            case "fleet_readonly": billing.columns = ["bills": [.select: ["id", "paid"]]]
            default: continue
            }
            policy.groups[index].schemas["billing"] = billing
        }
        policy.tenantIsolation?.globalTables.insert("billing.currencies")
    }

    @Test("is proved like the first: grants, columns, tenants' rows, audit; a plan brings back what is lost of them")
    func isProved() async throws {
        try await FleetTestServer.with { fleet in
            var policy = fleet.policy
            Self.declare(&policy)
            try await fleet.run(Self.make)
            let applier = AccessApplier(policy: policy, administrator: fleet.configuration(policy.administrator))
            _ = try await applier.apply()
            #expect(try await applier.plan().isAsDeclared)
            let footprint = try await fleet.footprint()
            #expect(try await fleet.prove(policy).surprises.map(\.description) == [])

            try await fleet.run([
                "ALTER TABLE billing.bills DISABLE ROW LEVEL SECURITY",
                "GRANT UPDATE (id) ON billing.bills TO fleet_webapp",
                "REVOKE UPDATE (paid) ON billing.bills FROM fleet_webapp",
                "GRANT SELECT (amount) ON billing.bills TO fleet_readonly",
            ])
            let found = Set(try await fleet.prove(policy).surprises.map(\.description))
            #expect(
                found == [
                    "table billing.bills: has tenants' rows, but row-level security is not enabled",
                    "fleet_webapp: lacks UPDATE (paid) on table billing.bills",
                    "fleet_webapp: may UPDATE (id) on table billing.bills",
                    "fleet_readonly: may SELECT (amount) on table billing.bills",
                    "fleet_webapp_user: cannot UPDATE billing.bills (paid), which is declared",
                    "fleet_webapp_user: can UPDATE billing.bills (id)",
                    "fleet_webapp_user: can see rows of table billing.bills without a tenant",
                    "fleet_readonly_user: can see rows of table billing.bills without a tenant",
                ])
            let plan = try await applier.plan()
            #expect(plan.steps.map(\.statement).contains(#"ALTER TABLE "billing"."bills" ENABLE ROW LEVEL SECURITY"#))
            #expect(plan.notes == [])
            _ = try await applier.apply(agreed: plan.hash)
            #expect(try await applier.plan().isAsDeclared)
            #expect(try await fleet.prove(policy).surprises.map(\.description) == [])
            #expect(try await fleet.footprint() == footprint)
        }
    }

    @Test(
        "policies, views, copies and audits there are judged too, and names of the first schema do not stand for them")
    func objects() async throws {
        try await FleetTestServer.with { fleet in
            var policy = fleet.policy
            Self.declare(&policy)
            policy.groups[0].schemas["billing"]?.columns["totals"] = [.select: ["n"]]
            policy.groups[0].schemas["billing"]?.columns["inbox"] = [.insert: ["code"]]
            policy.groups[0].schemas["billing"]?.columns["vehicle_models"] = [.select: ["id"]]
            try await fleet.run(
                Self.make + [
                    "SET ROLE fleetadmin", "CREATE MATERIALIZED VIEW billing.totals AS SELECT count(*) AS n, 1 AS m",
                    "CREATE VIEW billing.inbox AS SELECT code FROM billing.currencies",
                    "CREATE TABLE billing.vehicle_models (id int)",
                    """
                    CREATE FUNCTION billing.record_db_user_audit() RETURNS trigger
                    LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
                    """,
                    "REVOKE ALL ON FUNCTION billing.record_db_user_audit() FROM PUBLIC",
                    "DROP TRIGGER audit ON billing.bills",
                    """
                    CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON billing.bills
                    FOR EACH ROW EXECUTE FUNCTION billing.record_db_user_audit('tenant_id')
                    """,
                    "CREATE POLICY open ON billing.bills FOR SELECT USING (true)",
                ])
            _ = try await AccessApplier(policy: policy, administrator: fleet.configuration(policy.administrator))
                .apply()
            let found = Set(try await fleet.prove(policy).surprises.map(\.description))
            #expect(
                found == [
                    "materialized view billing.totals: cannot keep tenants apart, and is not declared under global_tables",
                    "view billing.inbox: reads with its owner's rights; set security_invoker = true",
                    "table billing.vehicle_models: has no column tenant_id and is not declared under global_tables",
                    "table billing.bills: no trigger puts its INSERT, UPDATE, DELETE on record (record_db_user_audit)",
                    "table billing.bills: policy open does not compare tenant_id with app.current_tenant_id alone",
                    "fleet_webapp_user: can see rows of table billing.bills without a tenant",
                    "fleet_readonly_user: can see rows of table billing.bills without a tenant",
                ])
        }
    }
}
