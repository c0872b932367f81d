import FoundationEssentials
import PostgresCatalog

extension AccessPolicy {
    /// Reads an `access.yaml`; unknown keys are refused.
    /// - Parameter path: the file's path, which errors give as it is written here.
    /// - Throws: ``AccessPolicyError`` with the place of the first mistake.
    public init(contentsOf path: String) throws(AccessPolicyError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw AccessPolicyError(
                file: path, line: nil, column: nil, problem: "cannot be read; check that it exists and who may read it")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw AccessPolicyError(file: path, line: nil, column: nil, problem: "is not UTF-8")
        }
        try self.init(yaml: text, file: path)
    }

    /// Reads the text of an `access.yaml`; unknown keys are refused.
    /// - Parameters:
    ///   - text: the text.
    ///   - file: the name to give in errors.
    /// - Throws: ``AccessPolicyError`` with the place of the first mistake.
    public init(yaml text: String, file: String) throws(AccessPolicyError) {
        let root = try PolicyNode(parsing: text, file: file)
        let fields = try root.fields(
            required: ["administrator", "schema", "groups", "logins"],
            optional: [
                "tenant_isolation", "administrator_tables", "public", "creators", "large_objects", "exempt", "audit",
            ])
        self.init(
            administrator: try fields["administrator"]?.name() ?? "", schema: try fields["schema"]?.name() ?? "",
            groups: try Self.groups(fields["groups"]), logins: [])
        logins = try Self.logins(fields["logins"], among: self)
        tenantIsolation = try Self.tenantIsolation(fields["tenant_isolation"])
        for (table, list) in try fields["administrator_tables"]?.entries() ?? [] {
            administratorTables[try table.node.name()] = try list.privileges(among: PolicyNode.tableActions)
        }
        if let node = fields["public"] { everyone = try node.group(named: everyone.name, required: []) }
        creators = try fields["creators"]?.texts() ?? []
        allowsLargeObjects = try fields["large_objects"]?.choice(["allowed", "forbidden"]) != "forbidden"
        audit = try Self.audit(fields["audit"])
        exempt = try Self.exemptions(fields["exempt"])
    }

    private static func groups(_ node: PolicyNode?) throws(AccessPolicyError) -> [GroupPolicy] {
        var groups: [GroupPolicy] = []
        for (key, value) in try node?.entries() ?? [] {
            groups.append(try value.group(named: try key.node.name(), required: ["tables"]))
        }
        return groups
    }

    private static func logins(
        _ node: PolicyNode?, among policy: AccessPolicy
    ) throws(AccessPolicyError) -> [LoginPolicy] {
        var logins: [LoginPolicy] = []
        for (key, value) in try node?.entries() ?? [] {
            guard policy.group(key.text) == nil, key.text != policy.administrator else {
                throw key.node.failure(
                    "\"\(key.text)\" is a group or the administrator already; a login is a role of its own")
            }
            let fields = try value.fields(required: ["member_of"], optional: ["connection_limit", "settings"])
            var login = LoginPolicy(name: try key.node.name(), memberOf: try fields["member_of"]?.texts() ?? [])
            for group in try fields["member_of"]?.list() ?? [] where policy.group(try group.text()) == nil {
                throw group.failure("no group \"\(try group.text())\" is declared under groups")
            }
            login.connectionLimit = try fields["connection_limit"]?.number(in: 1...262_143)
            for (setting, value) in try fields["settings"]?.entries() ?? [] {
                let name = try setting.node.setting()
                login.settings[name] = try value.value(of: name)
            }
            logins.append(login)
        }
        return logins
    }

    private static func tenantIsolation(_ node: PolicyNode?) throws(AccessPolicyError) -> TenantIsolation? {
        guard let node else { return nil }
        let fields = try node.fields(required: ["setting", "column"], optional: ["global_tables", "own_key"])
        guard let setting = fields["setting"], let column = fields["column"] else { return nil }
        guard try setting.text().contains(".") else {
            throw setting.failure("a setting of one's own has a dot in its name, as in app.current_tenant_id")
        }
        var isolation = TenantIsolation(setting: try setting.text(), column: try column.name())
        isolation.globalTables = Set(try fields["global_tables"]?.texts() ?? [])
        for (table, key) in try fields["own_key"]?.entries() ?? [] {
            guard !isolation.globalTables.contains(table.text) else {
                throw table.node.failure(
                    "\"\(table.text)\" stands under global_tables too; its rows have a tenant or have none")
            }
            isolation.ownKey[table.text] = try key.name()
        }
        return isolation
    }

    private static func audit(_ node: PolicyNode?) throws(AccessPolicyError) -> AuditPolicy? {
        guard let fields = try node?.fields(required: ["function"], optional: ["exempt"]) else { return nil }
        var audit = AuditPolicy(function: try fields["function"]?.name() ?? "")
        audit.exempt = Set(try fields["exempt"]?.texts() ?? [])
        return audit
    }

    private static func exemptions(_ node: PolicyNode?) throws(AccessPolicyError) -> [Exemption] {
        var exemptions: [Exemption] = []
        for entry in try node?.list() ?? [] {
            let fields = try entry.fields(required: ["object", "reason"])
            exemptions.append(
                Exemption(object: try fields["object"]?.text() ?? "", reason: try fields["reason"]?.text() ?? ""))
        }
        return exemptions
    }
}
