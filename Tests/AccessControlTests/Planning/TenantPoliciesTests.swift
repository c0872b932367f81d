import Testing

@testable import AccessControl
@testable import PostgresCatalog

@Suite("Policies that a plan writes") struct TenantPoliciesTests {
    private func plan(
        type: String = "uuid", _ change: (inout AccessPolicy, inout CatalogSnapshot) -> Void = { _, _ in }
    ) throws -> AccessPlan {
        var policy = try SmallFleet.policy(), catalog = SmallFleet.catalog()
        catalog.change(relation: "vendors") {
            $0.policies = []
            $0.hasRowSecurity = false
            $0.columnTypes = $0.columns.map { $0 == "tenant_id" ? type : "text" }
        }
        change(&policy, &catalog)
        return try AccessPlan(policy: policy, catalog: catalog)
    }

    private let condition = #""tenant_id" = nullif(current_setting('app.tenant', true), '')::uuid"#

    @Test(
        "a tenants' table without policies gets those that are declared, then row-level security, and nothing is left")
    func written() throws {
        let plan = try plan { policy, _ in policy.groups[1].seesAllTenants = true }
        #expect(
            plan.steps.map(\.statement) == [
                #"CREATE POLICY "tenant_isolation" ON "public"."vendors" TO "writers" USING (\#(condition)) WITH CHECK (\#(condition))"#,
                #"CREATE POLICY "every_tenant" ON "public"."vendors" FOR SELECT TO "readers" USING (true)"#,
                #"ALTER TABLE "public"."vendors" ENABLE ROW LEVEL SECURITY"#,
            ])
        #expect(
            plan.inverse == [
                #"ALTER TABLE "public"."vendors" DISABLE ROW LEVEL SECURITY"#,
                #"DROP POLICY "every_tenant" ON "public"."vendors""#,
                #"DROP POLICY "tenant_isolation" ON "public"."vendors""#,
            ])
        #expect(plan.notes == [])
    }

    @Test("groups that see their tenant's rows share one policy")
    func shared() throws {
        #expect(
            try plan().steps.first?.statement.hasPrefix(
                #"CREATE POLICY "tenant_isolation" ON "public"."vendors" TO "writers", "readers" USING ("#) == true)
    }

    @Test(
        "a type that is compared with more casts than the proof takes for the comparison is left to a migration",
        arguments: ["character varying", "bytea", "public.code"])
    func types(type: String) throws {
        let plan = try plan(type: type)
        #expect(plan.steps == [])
        #expect(
            plan.notes.contains {
                "\($0)" == "table public.vendors: has tenants' rows, but row-level security is not enabled"
            })
    }

    @Test("a group that the policies do not name any more is put into them again, and nobody is taken out")
    func extended() throws {
        let plan = try plan { policy, catalog in
            policy.groups[1].seesAllTenants = true
            catalog.change(relation: "vendors") {
                let kept = SmallFleet.condition("tenant_id")
                $0.hasRowSecurity = true
                $0.policies = [
                    RowPolicy(
                        name: "tenant_isolation", command: .all, isPermissive: true, roles: [.role("others")],
                        using: kept, check: kept)
                ]
            }
        }
        #expect(
            plan.steps.map(\.statement) == [
                #"ALTER POLICY "tenant_isolation" ON "public"."vendors" TO "others", "writers""#,
                #"CREATE POLICY "every_tenant" ON "public"."vendors" FOR SELECT TO "readers" USING (true)"#,
            ])
        #expect(
            plan.inverse == [
                #"DROP POLICY "every_tenant" ON "public"."vendors""#,
                #"ALTER POLICY "tenant_isolation" ON "public"."vendors" TO "others""#,
            ])
    }

    @Test("policies of somebody's own are left alone, and told") func own() throws {
        let plan = try plan { _, catalog in
            catalog.change(relation: "vendors") { $0.policies = [SmallFleet.policy("own", "true")] }
        }
        #expect(plan.steps == [])
        #expect(plan.notes.contains { $0.kind == .rowPolicy })
    }

    @Test("row-level security without a policy hides every row: the policies are added, and it is not enabled twice")
    func enabled() throws {
        let plan = try plan { _, catalog in catalog.change(relation: "vendors") { $0.hasRowSecurity = true } }
        #expect(plan.steps.count == 1)
    }
}
