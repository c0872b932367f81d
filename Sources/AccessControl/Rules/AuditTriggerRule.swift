import PostgresCatalog

/// Every change of a tenant's rows is put on record, that of a whole table too.
enum AuditTriggerRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        let policy = subject.policy
        guard let audit = policy.audit else { return [] }
        return subject.tables.compactMap { table in
            guard table.kind == .table || table.kind == .partitionedTable, !table.isExtensionMember,
                !audit.exempt.contains(policy.name(of: table)), policy.tenantColumn(of: table) != nil
            else { return nil }
            let seen = table.triggers.filter {
                $0.isEnabled && policy.name($0.function, in: $0.functionSchema) == audit.function
            }.reduce(into: CatalogTrigger.Events()) { $0.formUnion($1.events) }
            let missing = names(CatalogTrigger.Events.everyChange.subtracting(seen))
            guard !missing.isEmpty else { return nil }
            return Surprise(
                kind: .audit, subject: table.label,
                detail: "no trigger puts its \(missing) on record (\(audit.function))")
        }
    }

    private static func names(_ events: CatalogTrigger.Events) -> String {
        let all: [(CatalogTrigger.Events, String)] = [
            (.insert, "INSERT"), (.update, "UPDATE"), (.delete, "DELETE"), (.truncate, "TRUNCATE"),
        ]
        return all.filter { events.contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
