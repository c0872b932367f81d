@testable import PostgresCatalog

extension SeededFault {
    /// What can be wrong with roles, their memberships and settings.
    static let ofRoles: [SeededFault] = [
        SeededFault("role missing", "report: does not exist; run the migrations", "report: is not a member of readers")
        {
            $0.roles.removeAll { $0.name == "report" }
            $0.memberships.removeAll { $0.member == "report" }
        },
        SeededFault("login cannot log in", "app: cannot log in (NOLOGIN)") {
            $0.change(role: "app") { $0.mayLogIn = false }
        },
        SeededFault("group can log in", "readers: is a group, but can log in") {
            $0.change(role: "readers") { $0.mayLogIn = true }
        },
        SeededFault("login is superuser", "report: is a superuser") {
            $0.change(role: "report") { $0.isSuperuser = true }
        },
        SeededFault("BYPASSRLS", "app: has BYPASSRLS") { $0.change(role: "app") { $0.bypassesRowSecurity = true } },
        SeededFault("CREATEROLE", "app: has CREATEROLE") { $0.change(role: "app") { $0.createsRoles = true } },
        SeededFault("CREATEDB", "report: has CREATEDB") { $0.change(role: "report") { $0.createsDatabases = true } },
        SeededFault("REPLICATION of the administrator", "owner: has REPLICATION") {
            $0.change(role: "owner") { $0.replicates = true }
        },
        SeededFault("administrator is superuser", "owner: is a superuser") {
            $0.change(role: "owner") { $0.isSuperuser = true }
        },
        SeededFault(
            "member of a superuser", "app: can become the superuser postgres", "app: is a member of postgres"
        ) { $0.memberships.append(RoleMembership("app", of: "postgres", inherits: false)) },
        SeededFault("predefined role", "report: can act as pg_read_all_data") {
            $0.memberships.append(RoleMembership("report", of: "pg_read_all_data"))
        },
        SeededFault(
            "predefined role of a group", "readers: can act as pg_read_all_data", "report: can act as pg_read_all_data"
        ) { $0.memberships.append(RoleMembership("readers", of: "pg_read_all_data")) },
        SeededFault("administrator in a predefined role", "owner: can act as pg_read_all_data") {
            $0.memberships.append(RoleMembership("owner", of: "pg_read_all_data", inherits: false))
        },
        SeededFault(
            "login may act as the administrator", "report: can act as the database's owner",
            "report: is a member of owner"
        ) { $0.memberships.append(RoleMembership("report", of: "owner")) },
        SeededFault("BYPASSRLS of a login not declared", "stranger: is a login that is not declared, and has BYPASSRLS")
        {
            $0.change(role: "stranger") { $0.bypassesRowSecurity = true }
        },
        SeededFault(
            "predefined role of a login not declared",
            "stranger: is a login that is not declared, and can act as pg_read_all_data"
        ) { $0.memberships.append(RoleMembership("stranger", of: "pg_read_all_data")) },
        SeededFault(
            "a login not declared may become a superuser",
            "stranger: is a login that is not declared, and can become the superuser postgres"
        ) { $0.memberships.append(RoleMembership("stranger", of: "postgres", inherits: false)) },
        SeededFault("login in a second group", "report: is a member of writers") {
            $0.memberships.append(RoleMembership("report", of: "writers"))
        },
        SeededFault("somebody else in a group", "stranger: is a member of writers") {
            $0.memberships.append(RoleMembership("stranger", of: "writers"))
        },
        SeededFault("group in a group", "readers: is a member of writers") {
            $0.memberships.append(RoleMembership("readers", of: "writers", inherits: false))
        },
        SeededFault("membership missing", "app: is not a member of writers") {
            $0.memberships.removeAll { $0.member == "app" }
        },
        SeededFault(
            "membership without inheritance", "app: is a member of writers, but only after SET ROLE (NOINHERIT)"
        ) {
            $0.memberships = [
                RoleMembership("app", of: "writers", inherits: false), RoleMembership("report", of: "readers"),
            ]
        },
        SeededFault("membership with ADMIN OPTION", "app: is a member of writers with ADMIN OPTION") {
            $0.memberships[0] = RoleMembership("app", of: "writers", isAdministrator: true)
        },
        SeededFault("connection limit", "app: has connection limit no limit, declared is 50") {
            $0.change(role: "app") { $0.connectionLimit = nil }
        },
        SeededFault("connection limit not declared", "report: has connection limit 7, declared is no limit") {
            $0.change(role: "report") { $0.connectionLimit = 7 }
        },
        SeededFault("setting missing", "app: has statement_timeout not set, declared is '30s'") { $0.settings = [] },
        SeededFault("setting differs in this database", "app: has statement_timeout '0', declared is '30s'") {
            $0.settings.append(RoleSetting(role: "app", database: "fleet", name: "statement_timeout", value: "0"))
        },
        SeededFault("setting not declared", "report: has search_path set, which is not declared") {
            $0.settings.append(RoleSetting(role: "report", database: nil, name: "search_path", value: "evil"))
        },
    ]
}
