import PostgresCatalog

extension PolicyNode {
    static let tableActions: [Privilege] = [
        .select, .insert, .update, .delete, .truncate, .references, .trigger,
    ]
    private static let columnActions: [Privilege] = [.select, .insert, .update, .references]
    private static let sequenceActions: [Privilege] = [.usage, .select, .update]
    private static let databaseActions: [Privilege] = [.temporary, .create]
    private static let schemaFields = ["tables", "columns", "sequences", "functions", "create"]

    /// The key under which objects of a kind stand.
    private static func key(_ kind: NamedObject.Kind) -> String { kind.rawValue + "s" }

    /// What a group, or PUBLIC, may do.
    func group(named name: String, required: [String]) throws(AccessPolicyError) -> GroupPolicy {
        let kinds = NamedObject.Kind.allCases
        let others = Self.schemaFields + ["schemas", "database"] + kinds.map(Self.key) + ["all_tenants"]
        let fields = try fields(required: required, optional: others.filter { !required.contains($0) })
        var group = GroupPolicy(name: name)
        group.main = try Self.schema(fields)
        for (schema, node) in try fields["schemas"]?.entries() ?? [] {
            group.schemas[try schema.node.name()] = try Self.schema(
                node.fields(required: [], optional: Self.schemaFields))
        }
        group.database = try fields["database"]?.privileges(among: Self.databaseActions) ?? []
        for kind in kinds {
            for (object, list) in try fields[Self.key(kind)]?.entries() ?? [] {
                group.named[kind, default: [:]][object.text] = try list.privileges(among: kind.privileges)
            }
        }
        group.seesAllTenants = try fields["all_tenants"]?.boolean() ?? false
        return group
    }

    private static func schema(_ fields: [String: PolicyNode]) throws(AccessPolicyError) -> SchemaPrivileges {
        var schema = SchemaPrivileges()
        for (table, list) in try fields["tables"]?.entries() ?? [] {
            let actions = try list.privileges(among: tableActions)
            if table.text == "*" {
                schema.otherTables = actions
            } else {
                schema.tables[try table.node.name()] = actions
            }
        }
        for (table, node) in try fields["columns"]?.entries() ?? [] {
            for (action, columns) in try node.entries() {
                let privilege = try action.node.privilege(among: columnActions)
                schema.columns[try table.node.name(), default: [:]][privilege] = Set(try columns.texts())
            }
        }
        schema.sequences = try fields["sequences"]?.privileges(among: sequenceActions) ?? []
        schema.functions = Set(try fields["functions"]?.texts() ?? [])
        schema.mayCreate = try fields["create"]?.boolean() ?? false
        return schema
    }

    func privileges(among allowed: [Privilege]) throws(AccessPolicyError) -> Set<Privilege> {
        var privileges: Set<Privilege> = []
        for entry in try list() { privileges.insert(try entry.privilege(among: allowed)) }
        return privileges
    }

    private func privilege(among allowed: [Privilege]) throws(AccessPolicyError) -> Privilege {
        let text = try text()
        guard let privilege = allowed.first(where: { $0.rawValue.lowercased() == text }) else {
            let names = allowed.map { $0.rawValue.lowercased() }.joined(separator: ", ")
            throw failure("unknown action \"\(text)\"; allowed here: \(names)")
        }
        return privilege
    }

    /// One of a few words.
    func choice(_ words: [String]) throws(AccessPolicyError) -> String {
        let text = try text()
        guard words.contains(text) else { throw failure("\(path) must be \(words.joined(separator: " or "))") }
        return text
    }

    /// A setting's value.
    func value(of setting: String) throws(AccessPolicyError) -> String {
        let text = try text()
        guard !SettingList.isMalformed(text, of: setting) else {
            throw failure("\(path) is no list: names with commas between them, other than plain ones in double quotes")
        }
        return text
    }

    /// The name of a setting, which cannot be quoted where settings are made.
    func setting() throws(AccessPolicyError) -> String {
        let text = try name()
        let isPlain = text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
        guard isPlain else { throw failure("\"\(text)\" is no setting's name: letters, digits, _ and dots") }
        // PostgreSQL compares settings' names without case, and stores some as TimeZone.
        return text.lowercased()
    }
}
