import PostgresCatalog

/// What the policy names exists: else a list would be about nothing, and nobody would see that.
enum MissingObjectRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        let lists = policy.holders.flatMap { holder in
            [(policy.schema, holder.main)] + holder.schemas.map { ($0.key, $0.value) }
        }
        let missing =
            schemas(lists, subject.catalog) + tables(lists, policy, subject.catalog) + columns(lists, subject.catalog)
            + functions(lists, subject.catalog) + others(policy, subject.catalog)
        return Set(missing).sorted().map {
            Surprise(kind: .missingObject, subject: $0, detail: "is declared, but does not exist")
        }
    }

    private typealias Lists = [(schema: String, privileges: SchemaPrivileges)]

    private static func schemas(_ lists: Lists, _ catalog: CatalogSnapshot) -> [String] {
        let existing = Set(catalog.schemas.map(\.name))
        return lists.filter { $0.privileges.usesSchema && !existing.contains($0.schema) }.map { "schema \($0.schema)" }
    }

    /// The lists about tenants name the tables of other schemas with their schema.
    private static func tables(_ lists: Lists, _ policy: AccessPolicy, _ catalog: CatalogSnapshot) -> [String] {
        let existing = Set(catalog.relations.filter { $0.kind != .sequence }.map(\.qualifiedName))
        let listed = lists.flatMap { list in list.privileges.tableNames.map { (list.schema, $0) } }
        let declared = (listed + policy.administratorTables.keys.map { (policy.schema, $0) })
            .filter { !NamePattern.isPattern($0.1) }.map { "\($0.0).\($0.1)" }
        let ofTenants = policy.tenantIsolation.map { $0.globalTables.union($0.ownKey.keys) } ?? []
        let qualified = ofTenants.map { $0.contains(".") ? $0 : "\(policy.schema).\($0)" }
        return (declared + qualified).filter { !existing.contains($0) }.map { "table \($0)" }
    }

    /// Of tables that exist and have an entry of their own: a pattern is about the columns that there are.
    private static func columns(_ lists: Lists, _ catalog: CatalogSnapshot) -> [String] {
        let tables = Dictionary(
            catalog.relations.map { ($0.qualifiedName, $0.columns) }, uniquingKeysWith: { first, _ in first })
        return lists.flatMap { schema, privileges in
            privileges.columns.flatMap { table, entries -> [String] in
                guard let existing = tables["\(schema).\(table)"] else { return [] }
                let names = entries.values.reduce(into: Set()) { $0.formUnion($1) }
                return names.subtracting(existing).map { "column \(schema).\(table).\($0)" }
            }
        }
    }

    private static func functions(_ lists: Lists, _ catalog: CatalogSnapshot) -> [String] {
        let existing = Set(catalog.functions.map { "\($0.schema).\($0.name)" })
        return lists.flatMap { schema, privileges in
            privileges.functions.filter { !NamePattern.isPattern($0) }.map { "\(schema).\($0)" }
        }.filter { !existing.contains($0) }.map { "function \($0)" }
    }

    /// Types, languages, servers, large objects, tablespaces. PostgreSQL knows no parameter that nothing was granted on.
    private static func others(_ policy: AccessPolicy, _ catalog: CatalogSnapshot) -> [String] {
        policy.holders.flatMap(\.named).filter { $0.key != .parameter }.flatMap { kind, entries in
            let objects = catalog.namedObjects.filter { $0.kind == kind }
            let existing = Set(objects.map(\.qualifiedName))
                .union(objects.filter { $0.schema == policy.schema }.map(\.name))
            return entries.keys.filter { !NamePattern.isPattern($0) && !existing.contains($0) }
                .map { "\(kind.name) \($0)" }
        }
    }
}
