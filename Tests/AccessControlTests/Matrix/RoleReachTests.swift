import Testing

@testable import PostgresCatalog

@Suite struct RoleReachTests {
    private func catalog(_ memberships: RoleMembership...) -> CatalogSnapshot {
        var catalog = CatalogSnapshot(serverVersion: 150_014)
        catalog.memberships = memberships
        var database = CatalogDatabase("here", owner: "owner")
        database.isCurrent = true
        catalog.databases = [database]
        return catalog
    }

    @Test func membershipIsFollowedToItsEndAndRoundCircles() {
        let catalog = catalog(
            RoleMembership("a", of: "b"), RoleMembership("b", of: "c"), RoleMembership("c", of: "a"),
            RoleMembership("x", of: "y"))
        let reach = RoleReach(of: "a", in: catalog)
        #expect(reach.roles == ["a", "b", "c"])
        #expect(reach.inheritedRoles == ["a", "b", "c"])
    }

    @Test func whatIsNotInheritedIsReachedBySetRole() {
        let catalog = catalog(RoleMembership("a", of: "b", inherits: false), RoleMembership("b", of: "c"))
        let reach = RoleReach(of: "a", in: catalog)
        #expect(reach.roles == ["a", "b", "c"])
        #expect(reach.inheritedRoles == ["a"])
    }

    @Test func anAdminOptionReachesAndAnEmptyMembershipDoesNot() {
        let admin = catalog(
            RoleMembership("a", of: "b", inherits: false, maySetRole: false, isAdministrator: true))
        #expect(RoleReach(of: "a", in: admin).roles == ["a", "b"])
        let empty = catalog(RoleMembership("a", of: "b", inherits: false, maySetRole: false))
        #expect(RoleReach(of: "a", in: empty).roles == ["a"])
    }

    @Test func theDatabasesOwnerIsAMemberOfPgDatabaseOwner() {
        let catalog = catalog(RoleMembership("a", of: "owner"))
        #expect(RoleReach(of: "owner", in: catalog).roles == ["owner", "pg_database_owner"])
        #expect(RoleReach(of: "a", in: catalog).roles == ["a", "owner", "pg_database_owner"])
        #expect(RoleReach(of: "b", in: catalog).roles == ["b"])
    }

    @Test func theMostParticularSettingWins() {
        var catalog = catalog()
        let scopes: [(String?, String?)] = [(nil, nil), (nil, "here"), ("app", nil), ("app", "here")]
        for (index, scope) in scopes.enumerated() {
            catalog.settings.append(
                RoleSetting(role: scope.0, database: scope.1, name: "lock_timeout", value: "\(index)"))
            #expect(catalog.setting("lock_timeout", of: "app")?.value == "\(index)")
        }
        catalog.settings = [RoleSetting(role: "app", database: "elsewhere", name: "lock_timeout", value: "9")]
        #expect(catalog.setting("lock_timeout", of: "app") == nil)
    }
}
