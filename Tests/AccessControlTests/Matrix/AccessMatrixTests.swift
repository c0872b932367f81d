import AccessControl
import Testing

@testable import PostgresCatalog

@Suite struct AccessMatrixTests {
    @Test func aDatabaseAsDeclaredHasNoSurprise() throws {
        let matrix = AccessMatrix(policy: try SmallFleet.policy(), catalog: SmallFleet.catalog())
        #expect(matrix.surprises.map(\.description) == [])
        for row in matrix.rows {
            for cell in row.cells {
                #expect(cell.held == cell.declared, "\(row.role) \(cell.action)")
                #expect(cell.undeclared == 0, "\(row.role) \(cell.action)")
            }
        }
    }

    @Test("a second schema as declared, with column grants and an audit, has no surprise either")
    func aSecondSchemaAsDeclared() throws {
        var policy = try SmallFleet.policy(), catalog = SmallFleet.catalog()
        BillingSchema.declare(&policy)
        BillingSchema.add(to: &catalog)
        #expect(AccessMatrix(policy: policy, catalog: catalog).surprises.map(\.description) == [])
    }

    @Test(arguments: SeededFault.all)
    func everyFaultIsNamed(fault: SeededFault) throws {
        var catalog = SmallFleet.catalog()
        fault.apply(&catalog)
        let matrix = AccessMatrix(policy: try fault.policy(), catalog: catalog)
        #expect(Set(matrix.surprises.map(\.description)) == Set(fault.expected))
        #expect(matrix.surprises.count == fault.expected.count)
    }

    @Test(arguments: SeededFault.all)
    func aCountThatDiffersIsNeverWithoutASurprise(fault: SeededFault) throws {
        var catalog = SmallFleet.catalog()
        fault.apply(&catalog)
        let matrix = AccessMatrix(policy: try fault.policy(), catalog: catalog)
        let differs = matrix.rows.contains { $0.cells.contains { $0.held != $0.declared || $0.undeclared > 0 } }
        #expect(!differs || !matrix.surprises.isEmpty)
    }

    @Test func countsSayWhereAPrivilegeComesFromNowhere() throws {
        var catalog = SmallFleet.catalog()
        catalog.memberships.append(RoleMembership("report", of: "writers", inherits: false))
        let matrix = AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog)
        let cells = try #require(matrix.rows.first { $0.role == "report" }).cells
        // By SET ROLE alone, and still counted: tenants, vendors, open_vendors.
        #expect(cells.first { $0.action == .delete }?.undeclared == 3)
        #expect(cells.first { $0.action == .select }?.held == 4)
    }

    @Test("what a restrictive policy withholds is not judged, and that is said")
    func restrictivePolicy() throws {
        var catalog = SmallFleet.catalog()
        catalog.change(relation: "vendors") {
            $0.policies.append(
                RowPolicy(
                    name: "none", command: .all, isPermissive: false, roles: [.role("writers")], using: "false",
                    check: nil))
        }
        let matrix = AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(matrix.surprises == [])
        #expect(
            matrix.risks.contains(
                "Which rows the restrictive policy none of table public.vendors withholds from writers is not judged."))
    }

    @Test("a database of the server that is exempt is not judged; a tenant of type varchar is compared as text")
    func exemptDatabase() throws {
        var policy = try SmallFleet.policy(), catalog = SmallFleet.catalog()
        catalog.otherDatabases = [
            OtherDatabaseDependence(role: "writers", database: "second", owned: 0, count: 3)
        ]
        #expect(AccessMatrix(policy: policy, catalog: catalog).surprises.map(\.kind) == [.otherDatabase])
        policy.exempt = [Exemption(object: "database second", reason: "has roles of its own")]
        let text = "((tenant_id)::text = NULLIF(current_setting('app.tenant'::text, true), ''::text))"
        catalog.change(relation: "vendors") { $0.policies = [SmallFleet.policy("isolation", text)] }
        #expect(AccessMatrix(policy: policy, catalog: catalog).surprises == [])
    }

    @Test func theAdministratorsRiskIsSaidAndIsNoSurprise() throws {
        let before = AccessMatrix(policy: try SmallFleet.policy(), catalog: SmallFleet.catalog())
        #expect(before.risks.count == 1)
        #expect(before.risks.first?.contains("pg_execute_server_program") == true)
        var catalog = SmallFleet.catalog()
        catalog.serverVersion = 160_002
        #expect(AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog).risks == [])
    }

    @Test func theMakersEntryOfPostgreSQL16IsNoSurprise() throws {
        var catalog = SmallFleet.catalog()
        catalog.memberships.append(
            RoleMembership("owner", of: "writers", inherits: false, maySetRole: false, isAdministrator: true))
        #expect(AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog).surprises.map(\.description) == [])
    }

    @Test func anExtensionsFunctionsAndViewsAreItsOwn() throws {
        var catalog = SmallFleet.catalog()
        var function = CatalogFunction("similarity", "text, text", owner: "postgres")
        function.isExtensionMember = true
        function.isOpenedByExtension = true
        function.grants = [Grant(.execute, to: .everyone)]
        var view = CatalogRelation("pg_stat_statements", .view, owner: "postgres")
        view.isExtensionMember = true
        view.isOpenedByExtension = true
        view.grants = [Grant(.select, to: .everyone)]
        catalog.functions.append(function)
        catalog.relations.append(view)
        #expect(AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog).surprises.map(\.description) == [])
        catalog.functions[2].isSecurityDefiner = true
        catalog.functions[2].fixesSearchPath = true
        #expect(
            AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog).surprises.map(\.description)
                == ["PUBLIC: may EXECUTE on function public.similarity(text, text)"])
    }

    @Test("what an extension grants to a predefined role is neither judged nor revoked; on what is nobody's it is")
    func anExtensionsOwnGrants() throws {
        var catalog = SmallFleet.catalog()
        var function = CatalogFunction("pgstattuple", "text", owner: "postgres")
        function.isExtensionMember = true
        function.grants = [Grant(.execute, to: .role("pg_stat_scan_tables"))]
        catalog.functions.append(function)
        let policy = try SmallFleet.policy()
        #expect(AccessMatrix(policy: policy, catalog: catalog).surprises.map(\.description) == [])
        #expect(try AccessPlan(policy: policy, catalog: catalog).steps == [])
        let last = try #require(catalog.functions.indices.last)
        catalog.functions[last].isExtensionMember = false
        #expect(
            AccessMatrix(policy: policy, catalog: catalog).surprises.map(\.kind).contains(.undeclaredRole))
        let plan = try AccessPlan(policy: policy, catalog: catalog)
        #expect(
            (plan.steps.map(\.statement) + plan.obstacles.map(\.statement)).contains {
                $0.hasPrefix("REVOKE EXECUTE ON ROUTINE") && $0.hasSuffix("FROM \"pg_stat_scan_tables\"")
            })
    }

    @Test("what lends an owner's rights is no surprise where it is declared by name, exempt, or out of reach")
    func declaredWays() throws {
        var policy = try SmallFleet.policy(), catalog = SmallFleet.catalog()
        for name in ["also", "unreached"] {
            var function = CatalogFunction(name, owner: "owner")
            function.isSecurityDefiner = true
            function.fixesSearchPath = true
            catalog.functions.append(function)
        }
        catalog.functions[2].grants = [Grant(.execute, to: .role("readers"))]
        policy.groups[1].main.functions = ["also"]
        catalog.change(relation: "vendors") {
            $0.triggers = [
                // auditors' own function, one that is named, and one that only a TRUNCATE calls.
                CatalogTrigger(name: "audit", function: "record_audit", type: 60),
                CatalogTrigger(name: "after", function: "also", type: 4),
                CatalogTrigger(name: "emptied", function: "unreached", type: 32),
            ]
        }
        catalog.change(relation: "models") { $0.rules = [CatalogRule(name: "kept", event: .delete)] }
        catalog.change(relation: "tenants") { $0.rules = [CatalogRule(name: "known", event: .delete)] }
        policy.exempt = [
            Exemption(object: "rule known on table public.tenants", reason: "goes in May"),
            Exemption(object: "setting timezone", reason: "UTC for everybody"),
            Exemption(object: "function evil()", reason: "goes in May"),
        ]
        catalog.settings.append(RoleSetting(role: nil, database: nil, name: "timezone", value: "UTC"))
        catalog.settings.append(RoleSetting(role: nil, database: "postgres", name: "work_mem", value: "1GB"))
        catalog.addedSystemObjects = ["function evil()"]
        #expect(AccessMatrix(policy: policy, catalog: catalog).surprises.map(\.description) == [])
    }
}
