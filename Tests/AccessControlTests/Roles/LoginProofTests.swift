import Testing

@testable import PostgresCatalog

@Suite("The proof of a login")
struct LoginProofTests {
    @Test("holds for a login in groups of plain grants")
    func holds() {
        var snapshot = snapshot(RoleMembership("app", of: "writers"), RoleMembership("writers", of: "readers"))
        #expect(LoginProof(of: snapshot).holds)
        snapshot.ownerships = [RoleOwnership(role: "somebody", count: 1, examples: ["table t"])]
        #expect(LoginProof(of: snapshot).holds)
    }

    @Test("a membership that neither inherits, nor may be set, nor administers, reaches nothing")
    func emptyMembership() {
        var snapshot = snapshot(RoleMembership("app", of: "writers", inherits: false, maySetRole: false))
        snapshot.roles[1].isSuperuser = true
        #expect(LoginProof(of: snapshot).holds)
        snapshot.memberships = [
            RoleMembership("app", of: "writers", inherits: false, maySetRole: false, isAdministrator: true)
        ]
        #expect(
            described(snapshot) == [
                "app can act as writers, which is held WITH ADMIN OPTION, and is a superuser: REVOKE writers FROM app"
            ])
    }

    @Test("several entries of one membership count together, whoever granted them")
    func severalEntries() {
        let snapshot = snapshot(
            RoleMembership("app", of: "writers"),
            RoleMembership("app", of: "writers", inherits: false, maySetRole: false, isAdministrator: true))
        #expect(
            described(snapshot) == [
                "app can act as writers, which is held WITH ADMIN OPTION: REVOKE ADMIN OPTION FOR writers FROM app"
            ])
    }

    @Test("every attribute is named, and taken away in one statement")
    func attributes() {
        var snapshot = snapshot()
        snapshot.roles[0].createsRoles = true
        snapshot.roles[0].createsDatabases = true
        snapshot.roles[0].replicates = true
        snapshot.roles[0].bypassesRowSecurity = true
        let words = described(snapshot)[0]
        for attribute in RoleAttribute.allCases { #expect(words.contains("has \(attribute.rawValue), with which it ")) }
        #expect(words.hasSuffix(": ALTER ROLE app NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS"))
    }

    @Test("a predefined role that nobody here has heard of is refused all the same")
    func unknownPredefinedRole() {
        let snapshot = snapshot(RoleMembership("app", of: "pg_of_the_future"))
        #expect(
            described(snapshot) == [
                "app can act as pg_of_the_future, which is one of PostgreSQL's own roles: REVOKE pg_of_the_future FROM app"
            ])
    }

    @Test("ownership of much is told by its first few")
    func ownership() {
        var snapshot = snapshot()
        snapshot.ownerships = [RoleOwnership(role: "app", count: 5, examples: ["table a", "table b", "table c"])]
        #expect(
            described(snapshot) == [
                "app owns table a, table b, table c and 2 more: REASSIGN OWNED BY app TO the administrator"
            ])
    }

    @Test("circles of memberships end")
    func circle() {
        let snapshot = snapshot(RoleMembership("app", of: "writers"), RoleMembership("writers", of: "app"))
        #expect(LoginProof(of: snapshot).holds)
    }

    private func described(_ snapshot: LoginSnapshot) -> [String] {
        LoginProof(of: snapshot).findings.map(\.description)
    }

    /// A login `app` and the group `writers`.
    private func snapshot(_ memberships: RoleMembership...) -> LoginSnapshot {
        var snapshot = LoginSnapshot(login: "app", currentUser: "app")
        snapshot.roles = [CatalogRole("app"), CatalogRole("writers")]
        snapshot.roles[0].mayLogIn = true
        snapshot.memberships = memberships
        return snapshot
    }
}
