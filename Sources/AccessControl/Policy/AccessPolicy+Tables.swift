import PostgresCatalog

extension AccessPolicy {
    /// A name as the lists have it: bare in the policy's schema, elsewhere with its schema.
    func name(_ name: String, in schema: String) -> String {
        schema == self.schema ? name : "\(schema).\(name)"
    }

    /// A table's name as the lists have it.
    func name(of table: CatalogRelation) -> String { name(table.name, in: table.schema) }

    /// The schemas that the lists are about: the policy's own, and every one in which somebody is declared to do
    /// something.
    var schemas: Set<String> { Set([schema] + holders.flatMap(\.schemas.keys)) }

    /// The groups and PUBLIC: whoever something can be declared for.
    var holders: [GroupPolicy] { groups + [everyone] }

    /// The column of a table that names the tenant of its rows; nil when they belong to everybody, or there are no
    /// tenants.
    func tenantColumn(of table: CatalogRelation) -> String? {
        tenantIsolation?.column(of: name(of: table), with: table.columns)
    }

    /// Whether a table's rows are declared to belong to everybody.
    func isGlobal(_ table: CatalogRelation) -> Bool {
        tenantIsolation?.globalTables.contains(name(of: table)) ?? false
    }
}
