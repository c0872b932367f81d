import PostgresCatalog

/// What the policy names exists: else a list would be about nothing, and nobody would see that.
enum MissingObjectRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        let tables = subject.catalog.relations.filter { $0.kind != .sequence }
        let existing = Set(tables.map(\.qualifiedName))
        let missing = Set(declared(policy) + listed(policy)).subtracting(existing)
        return missing.sorted().map {
            Surprise(kind: .missingObject, subject: "table \($0)", detail: "is declared, but does not exist")
        }
    }

    /// The tables with an entry of their own, which is about one schema.
    private static func declared(_ policy: AccessPolicy) -> [String] {
        let main = policy.holders.map { (policy.schema, $0.main) }
        let others = policy.holders.flatMap { $0.schemas.map { ($0.key, $0.value) } }
        let inSchemas = (main + others).flatMap { schema, privileges in
            privileges.tableNames.map { (schema, $0) }
        }
        return (inSchemas + policy.administratorTables.keys.map { (policy.schema, $0) })
            .filter { !NamePattern.isPattern($0.1) }.map { "\($0.0).\($0.1)" }
    }

    /// The tables of lists that name those of other schemas with their schema.
    private static func listed(_ policy: AccessPolicy) -> [String] {
        let names = policy.tenantIsolation.map { $0.globalTables.union($0.ownKey.keys) } ?? []
        return names.map { $0.contains(".") ? $0 : "\(policy.schema).\($0)" }
    }
}
