public import PostgresCatalog

/// What one group may do.
public struct GroupPolicy: Hashable, Sendable {
    /// The role's name; `PUBLIC` for what everyone keeps.
    public var name: String
    /// What it may do in the policy's schema.
    public var main = SchemaPrivileges()
    /// What it may do in other schemas, by name.
    public var schemas: [String: SchemaPrivileges] = [:]
    /// What it may do with the database, beside connecting.
    public var database: Set<Privilege> = []
    /// What it may do with types, servers, large objects and parameters, by name or pattern.
    public var named: [NamedObject.Kind: [String: Set<Privilege>]] = [:]
    /// Whether it may see every tenant's rows, in tables where a policy for it alone says so.
    public var seesAllTenants = false

    /// Names a group that may do nothing.
    public init(name: String) {
        self.name = name
    }

    /// What it may do in a schema; nil when the policy says nothing about it.
    func privileges(in schema: String, of policy: AccessPolicy) -> SchemaPrivileges? {
        schema == policy.schema ? main : schemas[schema]
    }

    /// What it may do with a table or view of whichever schema: with the whole of it, or with some of its columns.
    func privileges(on table: CatalogRelation, of policy: AccessPolicy) -> Set<Privilege> {
        privileges(in: table.schema, of: policy)?.privileges(onAnyPartOf: table.name) ?? []
    }

    /// What it may do with a type, a server, a large object or a parameter.
    func privileges(on object: NamedObject, mainSchema: String) -> Set<Privilege> {
        guard let entries = named[object.kind] else { return [] }
        if object.schema == mainSchema, let own = NamePattern.entry(for: object.name, in: entries) { return own }
        return NamePattern.entry(for: object.qualifiedName, in: entries) ?? []
    }
}
