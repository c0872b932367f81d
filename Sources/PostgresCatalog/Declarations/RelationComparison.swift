/// Compares one declaration with the relation of its name.
struct RelationComparison {
    let declared: DeclaredTable
    let live: RelationColumns

    var drift: [SchemaDrift] {
        let columns = live.columns.reduce(into: [:]) { $0[$1.name] = $1 }
        let ofColumns = declared.columns.flatMap { column in
            columns[column.name].map { ColumnComparison(declared: column, live: $0, of: self).drift }
                ?? [drift(.missingColumn, column.name, "it has no column \(column.name)")]
        }
        return tenancy + key + ofColumns + undeclared
    }

    func drift(_ kind: SchemaDrift.Kind, _ column: String?, _ message: String) -> SchemaDrift {
        SchemaDrift(kind: kind, relation: declared.qualifiedName, column: column, message: message)
    }

    /// Whether the server says of the relation's columns whether they may be NULL, and takes rows for it.
    var isStored: Bool { live.kind != .view && live.kind != .materializedView }

    private var tenancy: [SchemaDrift] {
        guard let tenantColumn = declared.tenantColumn else { return [] }
        var found: [SchemaDrift] = []
        if !live.columns.contains(where: { $0.name == tenantColumn }) {
            found.append(
                drift(
                    .missingTenantColumn, tenantColumn,
                    "it has no column \(tenantColumn), so that no row says whose it is; is its scope .global?"))
        }
        if !live.hasRowSecurity {
            let advice =
                isStored
                ? "ALTER TABLE … ENABLE ROW LEVEL SECURITY, with a policy"
                : "ALTER VIEW … SET (security_invoker = true)"
            found.append(drift(.rowSecurityOff, nil, "row-level security does not keep its tenants apart: \(advice)"))
        }
        return found
    }

    private var key: [SchemaDrift] {
        guard let key = declared.columns.first(where: { $0.traits.contains(.primaryKey) })?.name else { return [] }
        // A tenant sees its own rows alone, so that a key that is unique within them is unique to it.
        let sufficient = [Set([key]), Set([key, declared.tenantColumn].compactMap(\.self))]
        if live.uniqueKeys.contains(where: { sufficient.contains(Set($0)) }) || !isStored { return [] }
        return [
            drift(
                .keyNotUnique, key,
                "no primary key or unique constraint is on \(key) alone, which is declared as the key")
        ]
    }

    /// Columns without which no row can be inserted.
    private var undeclared: [SchemaDrift] {
        if declared.isView || !isStored || live.hasInsertTrigger { return [] }
        let known = Set(declared.columns.map(\.name) + [declared.tenantColumn].compactMap(\.self))
        return live.columns.filter { !known.contains($0.name) && $0.isNotNull && !$0.hasDefault }.map { column in
            drift(
                .undeclaredColumn, column.name,
                "\(column.name) is NOT NULL without a default, and is not declared: no row can be inserted")
        }
    }
}
