import AccessControl

@testable import PostgresCatalog

/// A small database without any surprise, made by hand.
enum SmallFleet {
    static let yaml = """
        administrator: owner
        schema: public
        groups:
          writers:
            tables: {"*": [select, insert, update, delete], models: [select], audit: []}
            sequences: [usage]
            functions: [next_number]
          readers:
            tables: {"*": [select], audit: []}
          auditors:
            tables: {"*": [], audit: [insert]}
        logins:
          app: {member_of: [writers], connection_limit: 50, settings: {statement_timeout: 30s}}
          report: {member_of: [readers]}
        tenant_isolation: {setting: app.tenant, column: tenant_id, global_tables: [models], own_key: {tenants: id}}
        """

    static func policy() throws -> AccessPolicy {
        try AccessPolicy(yaml: yaml, file: "access.yaml")
    }

    static func catalog() -> CatalogSnapshot {
        var catalog = CatalogSnapshot(serverVersion: 150_014)
        catalog.roles = roles()
        catalog.memberships = [RoleMembership("app", of: "writers"), RoleMembership("report", of: "readers")]
        catalog.settings = [RoleSetting(role: "app", database: nil, name: "statement_timeout", value: "30s")]
        catalog.settingTypes = [
            "statement_timeout": SettingType(kind: .integer, unit: "ms"), "search_path": SettingType(kind: .text),
        ]
        catalog.databases = databases()
        var schema = CatalogSchema("public", owner: "pg_database_owner")
        schema.grants =
            [Grant(.usage, to: .role("pg_database_owner")), Grant(.create, to: .role("pg_database_owner"))]
            + ["writers", "readers", "auditors"].map { Grant(.usage, to: .role($0)) }
        catalog.schemas = [schema]
        catalog.relations = relations()
        catalog.functions = functions()
        catalog.defaultPrivileges = defaultPrivileges()
        catalog.defaultLists = Set(
            [(nil, .functions), (nil, .types), ("public", .tables), ("public", .sequences)].map {
                DefaultPrivilege.List(creator: "owner", schema: $0, objects: $1)
            })
        catalog.currentRole = "owner"
        return catalog
    }

    private static func roles() -> [CatalogRole] {
        var roles = [
            "app", "auditors", "owner", "pg_read_all_data", "postgres", "readers", "report", "stranger", "writers",
        ]
        .map { CatalogRole($0) }
        for index in roles.indices {
            roles[index].mayLogIn = ["app", "owner", "postgres", "report", "stranger"].contains(roles[index].name)
            roles[index].isSuperuser = roles[index].name == "postgres"
            roles[index].createsRoles = ["owner", "postgres"].contains(roles[index].name)
            roles[index].connectionLimit = roles[index].name == "app" ? 50 : nil
        }
        return roles
    }

    private static func databases() -> [CatalogDatabase] {
        var fleet = CatalogDatabase("fleet", owner: "owner")
        fleet.isCurrent = true
        fleet.grants =
            [.connect, .create, .temporary].map { Grant($0, to: .role("owner")) }
            + ["writers", "readers"].map { Grant(.connect, to: .role($0)) }
        var maintenance = CatalogDatabase("postgres", owner: "postgres")
        maintenance.grants = [Grant(.connect, to: .role("owner"))]
        return [fleet, maintenance]
    }

    private static func relations() -> [CatalogRelation] {
        let everyone = ["id", "tenant_id", "name"]
        return [
            table("audit", ["id", "at"], ["auditors": [.insert]], tenant: nil),
            table("models", ["id", "make"], ["writers": [.select], "readers": [.select]], tenant: nil),
            table("tenants", ["id", "name"], both, tenant: "id"),
            table("vendors", everyone, both, tenant: "tenant_id"),
            view("open_vendors", everyone),
            sequence("numbers", table: nil, ["writers": [.usage]]),
            sequence("audit_id_seq", table: "public.audit", [:]),
        ]
    }

    private static let both: [String: [Privilege]] = [
        "writers": [.select, .insert, .update, .delete], "readers": [.select],
    ]

    static func table(
        _ name: String, _ columns: [String], _ grants: [String: [Privilege]], tenant: String?,
        kind: RelationKind = .table, schema: String = "public"
    ) -> CatalogRelation {
        var table = CatalogRelation(name, kind, schema: schema, owner: "owner")
        table.columns = columns
        table.writableColumns = columns
        table.grants = self.grants(grants, owner: table.privileges)
        if let tenant {
            table.hasRowSecurity = true
            table.policies = [policy("isolation", condition(tenant))]
        }
        return table
    }

    static func condition(_ column: String) -> String {
        "(\(column) = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)"
    }

    static func policy(_ name: String, _ condition: String?, _ command: RowPolicy.Command = .all) -> RowPolicy {
        RowPolicy(
            name: name, command: command, isPermissive: true, roles: [.role("writers"), .role("readers")],
            using: command == .insert ? nil : condition, check: condition)
    }

    private static func view(_ name: String, _ columns: [String]) -> CatalogRelation {
        var view = table(name, columns, both, tenant: nil, kind: .view)
        view.isSecurityInvoker = true
        return view
    }

    private static func sequence(_ name: String, table: String?, _ grants: [String: [Privilege]]) -> CatalogRelation {
        var sequence = CatalogRelation(name, .sequence, owner: "owner")
        sequence.numberedTable = table
        sequence.isIdentity = table != nil
        sequence.grants = self.grants(grants, owner: sequence.privileges)
        return sequence
    }

    private static func functions() -> [CatalogFunction] {
        var audit = CatalogFunction("record_audit", owner: "auditors")
        audit.isSecurityDefiner = true
        audit.fixesSearchPath = true
        var number = CatalogFunction("next_number", owner: "owner")
        number.grants = [Grant(.execute, to: .role("writers"))]
        return [audit, number]
    }

    private static func defaultPrivileges() -> [DefaultPrivilege] {
        let tables =
            (both["writers"] ?? []).map { Grant($0, to: .role("writers")) } + [Grant(.select, to: .role("readers"))]
        return tables.map { DefaultPrivilege(creator: "owner", schema: "public", objects: .tables, grant: $0) }
            + [
                DefaultPrivilege(
                    creator: "owner", schema: "public", objects: .sequences,
                    grant: Grant(.usage, to: .role("writers")))
            ]
    }

    private static func grants(_ grants: [String: [Privilege]], owner: [Privilege]) -> [Grant] {
        owner.map { Grant($0, to: .role("owner")) }
            + grants.sorted { $0.key < $1.key }.flatMap { role, privileges in
                privileges.map { Grant($0, to: .role(role)) }
            }
    }
}

extension CatalogSnapshot {
    mutating func change(role name: String, _ change: (inout CatalogRole) -> Void) {
        for index in roles.indices where roles[index].name == name { change(&roles[index]) }
    }

    mutating func change(relation name: String, _ change: (inout CatalogRelation) -> Void) {
        for index in relations.indices where relations[index].name == name { change(&relations[index]) }
    }

    mutating func grant(_ privilege: Privilege, on relation: String, to grantee: Grantee, column: String? = nil) {
        change(relation: relation) { $0.grants.append(Grant(privilege, to: grantee, column: column)) }
    }

    mutating func revoke(_ privilege: Privilege, on relation: String, from grantee: Grantee) {
        change(relation: relation) { $0.grants.removeAll { $0.privilege == privilege && $0.grantee == grantee } }
    }
}
