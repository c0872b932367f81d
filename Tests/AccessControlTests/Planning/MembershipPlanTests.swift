import AccessControl
import Testing

@testable import PostgresCatalog

/// What a plan says on PostgreSQL 16 and later, of catalogues made by hand.
@Suite("Plans for PostgreSQL 16 and later") struct MembershipPlanTests {
    /// As PostgreSQL 16 keeps it: the owner made the roles, and their members.
    private func catalog(_ change: (inout CatalogSnapshot) -> Void) -> CatalogSnapshot {
        var catalog = SmallFleet.catalog()
        catalog.serverVersion = 170_011
        let roles = ["app", "report", "writers", "readers", "auditors", "stranger"]
        catalog.memberships =
            roles.map {
                RoleMembership(
                    "owner", of: $0, inherits: false, maySetRole: false, isAdministrator: true, grantor: "postgres")
            } + [
                RoleMembership("app", of: "writers", grantor: "owner"),
                RoleMembership("report", of: "readers", grantor: "owner"),
            ]
        change(&catalog)
        return catalog
    }

    private func plan(_ change: (inout CatalogSnapshot) -> Void) throws -> AccessPlan {
        try AccessPlan(policy: try SmallFleet.policy(), catalog: catalog(change))
    }

    @Test("who made the roles administers them, which is no difference") func nothing() throws {
        #expect(try plan { _ in }.isAsDeclared)
    }

    @Test("what was granted by who may not is taken back with that role's rights, the deepest first, and granted anew")
    func foreignGrantor() throws {
        let plan = try plan {
            $0.memberships.removeAll { $0.member == "app" }
            $0.memberships.append(RoleMembership("stranger", of: "writers", isAdministrator: true, grantor: "owner"))
            $0.memberships.append(RoleMembership("app", of: "writers", grantor: "stranger"))
        }
        #expect(
            plan.steps.map(\.statement) == [
                #"GRANT "stranger" TO CURRENT_USER"#,
                #"REVOKE "writers" FROM "app" GRANTED BY "stranger""#,
                #"REVOKE "writers" FROM "stranger" GRANTED BY "owner""#,
                #"GRANT "writers" TO "app""#,
                #"REVOKE "stranger" FROM CURRENT_USER"#,
            ])
        #expect(
            plan.inverse.contains(#"GRANT "writers" TO "stranger" WITH ADMIN OPTION GRANTED BY "owner""#))
    }

    @Test("an entry that gives nothing is made anew, and restored with its options by what 15's parser reads")
    func idle() throws {
        let plan = try plan {
            $0.memberships.removeAll { $0.member == "app" }
            $0.memberships.append(
                RoleMembership("app", of: "writers", inherits: false, maySetRole: false, grantor: "owner"))
        }
        #expect(
            plan.steps.map(\.statement) == [
                #"REVOKE "writers" FROM "app" GRANTED BY "owner""#, #"GRANT "writers" TO "app""#,
            ])
        #expect(
            plan.inverse == [
                #"REVOKE "writers" FROM "app""#,
                #"DO 'BEGIN EXECUTE ''GRANT "writers" TO "app" WITH INHERIT FALSE, SET FALSE GRANTED BY "owner"''; END'"#,
            ])
    }

    @Test("beside a superuser's idle entry, which only a superuser takes back, one that inherits is granted")
    func superusersIdleEntry() throws {
        let plan = try plan {
            $0.memberships.removeAll { $0.member == "app" }
            $0.memberships.append(RoleMembership("app", of: "writers", inherits: false, grantor: "postgres"))
        }
        #expect(plan.steps.map(\.statement) == [#"GRANT "writers" TO "app""#])
        #expect(plan.obstacles == [])
    }

    @Test("a superuser's grant to a stranger is an obstacle with its reason") func superusersGrant() throws {
        let plan = try plan {
            $0.memberships.append(RoleMembership("stranger", of: "writers", grantor: "postgres"))
        }
        #expect(plan.steps == [])
        #expect(plan.obstacles.map(\.statement) == [#"REVOKE "writers" FROM "stranger" GRANTED BY "postgres""#])
        #expect(plan.obstacles.map(\.why) == ["postgres granted it, and only a superuser may become a superuser"])
    }

    @Test("attributes are taken away by who has them, and told where the administrator has not")
    func attributes() throws {
        func faulty(_ catalog: inout CatalogSnapshot) {
            let index = catalog.roles.firstIndex { $0.name == "app" }
            catalog.roles[index ?? 0].createsDatabases = true
            catalog.roles[index ?? 0].bypassesRowSecurity = true
        }
        let unable = try plan(faulty)
        #expect(unable.steps == [])
        #expect(
            Set(unable.obstacles.map(\.statement)) == [
                #"ALTER ROLE "app" NOCREATEDB"#, #"ALTER ROLE "app" NOBYPASSRLS"#,
            ])
        let able = try plan { catalog in
            faulty(&catalog)
            for index in catalog.roles.indices where catalog.roles[index].name == "owner" {
                catalog.roles[index].createsDatabases = true
                catalog.roles[index].bypassesRowSecurity = true
            }
        }
        #expect(able.steps.map(\.statement) == [#"ALTER ROLE "app" NOCREATEDB NOBYPASSRLS"#])
        #expect(able.obstacles == [])
    }

    @Test("MAINTAIN is a difference, and counted in the matrix where there is such a privilege") func maintain() throws
    {
        let held = catalog { $0.grant(.maintain, on: "vendors", to: .role("readers")) }
        let matrix = AccessMatrix(policy: try SmallFleet.policy(), catalog: held)
        #expect(matrix.surprises.map(\.description) == ["readers: may MAINTAIN on table public.vendors"])
        let cells = try #require(matrix.rows.first { $0.role == "readers" }).cells
        #expect(cells.first { $0.action == .maintain }?.undeclared == 1)
        let before = AccessMatrix(policy: try SmallFleet.policy(), catalog: SmallFleet.catalog())
        #expect(before.rows.allSatisfy { row in !row.cells.contains { $0.action == .maintain } })
        #expect(
            try AccessPlan(policy: try SmallFleet.policy(), catalog: held).steps.map(\.statement)
                == [#"REVOKE MAINTAIN ON TABLE "public"."vendors" FROM "readers""#])
    }
}
