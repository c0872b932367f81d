import AccessControl
import Migrations
import Testing

@testable import PostgresCatalog

@Suite("Plans of a catalogue made by hand") struct AccessPlanTests {
    private func statements(_ change: (inout CatalogSnapshot) -> Void) throws -> [String] {
        var catalog = SmallFleet.catalog()
        change(&catalog)
        return try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog).steps.map(\.statement)
    }

    @Test("only what no statement changes: not as declared, and said so") func onlyNotes() throws {
        var catalog = SmallFleet.catalog()
        catalog.change(relation: "open_vendors") { $0.isSecurityInvoker = false }
        let plan = try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(plan.isEmpty)
        #expect(!plan.isAsDeclared)
        #expect(plan.text.hasPrefix("fleet is not as declared, and no statement of owner changes that\n"))
    }

    @Test("what is declared and does not exist is said: a list about nothing is not as declared") func missing() throws
    {
        var policy = try SmallFleet.policy()
        policy.groups[1].main.tables["vendor"] = []
        let plan = try AccessPlan(policy: policy, catalog: SmallFleet.catalog())
        #expect(plan.isEmpty && !plan.isAsDeclared)
        #expect(plan.notes.map(\.description) == ["table public.vendor: is declared, but does not exist"])
    }

    @Test("as declared: nothing to do") func nothing() throws {
        #expect(try statements { _ in } == [])
    }

    @Test(
        "what hangs on a grant option goes before it, in the name of who granted it, whatever the names",
        arguments: ["stranger", "aide"])
    func foreignGrantor(name: String) throws {
        let steps = try statements {
            $0.change(relation: "vendors") {
                $0.grants.append(Grant(.select, to: .role(name), isGrantable: true))
                $0.grants.append(Grant(.select, to: .role("app"), grantor: name))
            }
        }
        #expect(
            steps == [
                "GRANT \"\(name)\" TO CURRENT_USER", "SET LOCAL ROLE \"\(name)\"",
                #"REVOKE SELECT ON TABLE "public"."vendors" FROM "app""#, "RESET ROLE",
                "REVOKE SELECT ON TABLE \"public\".\"vendors\" FROM \"\(name)\"",
                "REVOKE \"\(name)\" FROM CURRENT_USER",
            ])
    }

    @Test("a table's revoke takes its columns' grants along: those that are declared come back, both ways")
    func columns() throws {
        var policy = try SmallFleet.policy()
        policy.groups[1].main.columns = ["audit": [.select: ["id"]]]
        var catalog = SmallFleet.catalog()
        catalog.grant(.select, on: "audit", to: .role("readers"), column: "id")
        #expect(try AccessPlan(policy: policy, catalog: catalog).steps == [])
        catalog.grant(.select, on: "audit", to: .role("readers"))
        let plan = try AccessPlan(policy: policy, catalog: catalog)
        #expect(
            plan.steps.map(\.statement) == [
                #"REVOKE SELECT ON TABLE "public"."audit" FROM "readers""#,
                #"GRANT SELECT ("id") ON TABLE "public"."audit" TO "readers""#,
            ])
        #expect(plan.inverse == [#"GRANT SELECT ON TABLE "public"."audit" TO "readers""#])
    }

    @Test(
        "pain 9, managed servers: without CREATEROLE, or from PostgreSQL 16 on without ADMIN OPTION, it says what it cannot do"
    )
    func powers() throws {
        var catalog = SmallFleet.catalog()
        catalog.serverVersion = 160_002
        catalog.memberships.removeAll { $0.member == "app" }
        let plan = try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(plan.steps == [])
        #expect(plan.obstacles.map(\.why) == ["owner has no ADMIN OPTION on writers"])
        catalog.memberships.append(
            RoleMembership("owner", of: "writers", inherits: false, maySetRole: false, isAdministrator: true))
        let able = try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(able.steps.map(\.statement) == [#"GRANT "writers" TO "app""#])
        #expect(able.obstacles == [])
    }

    @Test("what PUBLIC is declared to have passes the linter with the reason that it is declared")
    func declaredForEveryone() throws {
        var policy = try SmallFleet.policy()
        policy.everyone.main.functions = ["*"]
        let plan = try AccessPlan(policy: policy, catalog: SmallFleet.catalog())
        #expect(plan.steps.contains { $0.statement.hasSuffix(" TO PUBLIC") })
        let text = try plan.migration(title: "PUBLIC's.")
        #expect(text.contains("\n-- lint-ignore-file grant-to-public access.yaml declares it\n"))
        let lint = MigrationLinter().report(on: [LintInput(path: "035_access.sql", content: Array(text.utf8))])
        #expect(lint.text == "1 file: nothing found\n")
    }

    @Test("a list of names is written as PostgreSQL reads it back, every other value as one text")
    func settings() throws {
        var catalog = SmallFleet.catalog()
        catalog.settings.append(
            RoleSetting(role: "app", database: nil, name: "search_path", value: "\"$user\", \"a, b\""))
        let plan = try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(plan.steps.map(\.statement) == [#"ALTER ROLE "app" RESET search_path"#])
        #expect(plan.inverse == [#"ALTER ROLE "app" SET search_path = '$user', 'a, b'"#])
    }

    @Test("every seeded fault but those that are told as notes or obstacles has a statement that undoes it")
    func faults() throws {
        for fault in SeededFault.ofGrants {
            var catalog = SmallFleet.catalog()
            fault.apply(&catalog)
            let plan = try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog)
            #expect(!plan.steps.isEmpty || !plan.obstacles.isEmpty || !plan.notes.isEmpty, "\(fault.name)")
            #expect(plan.steps.allSatisfy { !$0.why.isEmpty && !$0.statement.hasSuffix(";") })
        }
    }

    @Test("the page and the table name a difference first, and escape what names hold")
    func grid() throws {
        var catalog = SmallFleet.catalog()
        catalog.relations.append(SmallFleet.table("<b>|&", ["id"], [:], tenant: nil))
        catalog.grant(.delete, on: "vendors", to: .role("readers"))
        let grid = AccessGrid(policy: try SmallFleet.policy(), catalog: catalog)
        #expect(grid.lines.filter { !$0.agrees }.count == 2)
        #expect(grid.html.contains("<th scope=\"row\">table public.&lt;b&gt;|&amp;</th>"))
        #expect(grid.markdown.contains("| table public.<b>\\|& |"))
        #expect(grid.markdown.contains("**+delete**"))
        #expect(grid.html.contains("<ins>delete</ins>"))
        #expect(grid.html.contains("<del>select</del>"))
    }
}
