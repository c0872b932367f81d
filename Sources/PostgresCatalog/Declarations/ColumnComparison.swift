/// Compares one declared column with the relation's column of its name.
struct ColumnComparison {
    let declared: DeclaredColumn
    let live: CatalogColumn
    private let relation: RelationComparison

    init(declared: DeclaredColumn, live: CatalogColumn, of relation: RelationComparison) {
        self.declared = declared
        self.live = live
        self.relation = relation
    }

    var drift: [SchemaDrift] { type + labels + nullability + defaults }

    private func found(_ kind: SchemaDrift.Kind, _ message: String) -> [SchemaDrift] {
        [relation.drift(kind, declared.name, message)]
    }

    private var type: [SchemaDrift] {
        if declared.accepts(live) { return [] }
        let wanted = declared.typeName.map { "\(declared.valueType), \($0) in the server" } ?? declared.valueType
        return found(.wrongType, "it is \(live.typeName), and declared as \(wanted)")
    }

    private var labels: [SchemaDrift] {
        guard let known = declared.labels, let there = live.labels else { return [] }
        let (onlyKnown, onlyThere) = (known.filter { !there.contains($0) }, there.filter { !known.contains($0) })
        var found: [SchemaDrift] = []
        if !onlyKnown.isEmpty {
            found += self.found(
                .enumLabels, "\(live.typeName) lacks \(onlyKnown.joined(separator: ", ")): writing fails")
        }
        if !onlyThere.isEmpty {
            let labels = onlyThere.joined(separator: ", ")
            found += self.found(.enumLabels, "\(declared.valueType) lacks \(labels) of \(live.typeName): reading fails")
        }
        return found
    }

    private var nullability: [SchemaDrift] {
        // The server does not say it of a view's columns.
        guard relation.isStored else { return [] }
        if !live.isNotNull, !declared.isNullable {
            return found(.nullableColumn, "it may be NULL, and is declared as \(declared.valueType) without Optional")
        }
        guard live.isNotNull, declared.isNullable else { return [] }
        if declared.traits.contains(.softDelete) {
            return found(.wrongType, "it is NOT NULL, so that every row is marked as deleted")
        }
        return found(.needlessOptional, "it is NOT NULL, and declared as an Optional")
    }

    private var defaults: [SchemaDrift] {
        guard relation.isStored, !relation.declared.isView else { return [] }
        let isLeftToServer = !Set(declared.traits).isDisjoint(with: [.generated, .hasDefault, .version])
        if isLeftToServer, !live.hasDefault, live.isNotNull || declared.traits.contains(.hasDefault),
            !relation.live.hasInsertTrigger
        {
            return found(.noDefault, "its value is left to the server, which has no default for it")
        }
        let isWritten = Set(declared.traits).isDisjoint(with: [.generated, .version, .softDelete])
        if live.isAlwaysGenerated, isWritten {
            return found(.alwaysGenerated, "the server alone writes it: declare it as .generated")
        }
        return []
    }
}
