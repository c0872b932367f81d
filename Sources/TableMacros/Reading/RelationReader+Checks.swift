import SwiftSyntax

extension RelationReader {
    /// The givenDefaults of a draft has a bit for each column with a default.
    private static let mostDefaults = 64

    /// Adds what is wrong with the columns taken together.
    mutating func check(_ relation: RelationDeclaration, _ columns: [ReadColumn]) {
        if let generics = structure.genericParameterClause {
            misuses.add(
                "generic", at: generics, "\(relation.typeName) cannot be generic: one table has one row type")
        }
        if columns.isEmpty, misuses.isEmpty {
            misuses.add(
                "no-columns", at: structure.name,
                "\(relation.typeName) has no columns: declare a stored property for each")
            return
        }
        checkNames(relation, columns)
        for column in columns { checkAccess(relation, column) }
        if kind == .table { checkTable(relation, columns) }
    }

    private mutating func checkNames(_ relation: RelationDeclaration, _ columns: [ReadColumn]) {
        var properties: [String: String] = [:]
        for column in columns {
            let (name, property) = (column.declaration.name, column.identifier.text)
            if relation.attribute.scope == .tenant, name == relation.attribute.tenantColumn {
                misuses.add(
                    "tenant-column", at: column.identifier,
                    "the scope .tenant stands for the column \(name), which the session's tenant fills: "
                        + "leave \(property) out")
            }
            if let other = properties.updateValue(property, forKey: name) {
                misuses.add(
                    "one-column-twice", at: column.identifier, "\(property) is the column \(name), as \(other) is")
            }
        }
    }

    private mutating func checkAccess(_ relation: RelationDeclaration, _ column: ReadColumn) {
        let (modifiers, property) = (column.variable.modifiers, column.identifier.text)
        let hidden = modifiers.first {
            $0.detail == nil && [.keyword(.private), .keyword(.fileprivate)].contains($0.name.tokenKind)
        }
        if let hidden {
            misuses.add(
                "private-column", at: hidden,
                "\(property) cannot be \(hidden.name.text): conditions, drafts and changes name every column",
                fixes: [hidden.removal(from: column.variable)])
        } else if !relation.access.isEmpty, !modifiers.areAccessible(to: relation.access) {
            misuses.add(
                "less-accessible", at: column.identifier,
                "\(property) has to be \(relation.access)as \(relation.typeName) is: "
                    + "its columns, drafts and changes are",
                fixes: [column.variable.adding(relation.access)])
        }
    }

    private mutating func checkTable(
        _ relation: RelationDeclaration, _ columns: [ReadColumn]
    ) {
        let keys = columns.filter { $0.declaration.traits.contains(.primaryKey) }
        if keys.isEmpty { addMissingKey(columns) }
        checkIsOne(.primaryKey, keys, "a table has one primary key")
        checkIsOne(.softDelete, columns.filter { $0.declaration.traits.contains(.softDelete) }, "one column says it")
        let versions = columns.filter { !$0.declaration.traits.isDisjoint(with: [.version, .versionByTrigger]) }
        checkIsOne(.version, versions, "one column counts a row's changes")
        if let key = keys.first, key.identifier.text != "id",
            let other = columns.first(where: { $0.identifier.text == "id" })
        {
            misuses.add(
                "id-taken", at: other.identifier,
                "id is the primary key, and that is \(key.identifier.text): give this property another name and its "
                    + "column's to @Column")
        }
        if columns.filter(\.declaration.hasDefault).count > Self.mostDefaults {
            misuses.add(
                "many-defaults", at: structure.name,
                "more than \(Self.mostDefaults) columns have a .default: declare some as .generated")
        }
    }

    private mutating func checkIsOne(_ trait: ColumnTrait, _ columns: [ReadColumn], _ why: String) {
        for column in columns.dropFirst() {
            misuses.add(
                "one-\(trait.rawValue)", at: column.identifier,
                "\(column.identifier.text) is \(trait.spelling), as \(columns[0].identifier.text) is; \(why)")
        }
    }

    private mutating func addMissingKey(_ columns: [ReadColumn]) {
        let likely = columns.first { $0.identifier.text == "id" && $0.variable.columnAttribute == nil }
        misuses.add(
            "no-primary-key", at: structure.name,
            "\(structure.name.text) has no primary key: mark a property with @Column(.primaryKey)",
            fixes: likely.map { [$0.variable.adding("@Column(.primaryKey) ")] } ?? [])
    }
}
