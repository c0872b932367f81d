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
        function.grants = [Grant(.execute, to: .everyone)]
        var view = CatalogRelation("pg_stat_statements", .view, owner: "postgres")
        view.isExtensionMember = true
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
}
