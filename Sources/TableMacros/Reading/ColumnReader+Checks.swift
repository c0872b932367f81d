import SwiftSyntax
import SwiftSyntaxBuilder

extension ColumnReader {
    /// Adds what is wrong with one column.
    mutating func check(_ column: ReadColumn, _ kind: RelationReader.Kind) {
        checkName(column)
        checkType(column)
        checkValue(column)
        checkTraits(column)
        if kind == .view { return checkOfView(column) }
        checkKey(column)
        checkSoftDelete(column)
        checkVersion(column)
    }

    private mutating func checkName(_ column: ReadColumn) {
        if ["`self`", "`init`"].contains(column.identifier.text) {
            misuses.add(
                "property-name", at: column.identifier,
                "Swift reads .\(column.identifier.text.trimmingBackticks) as something else: give the property another "
                    + "name and its column's to @Column")
        }
        if column.attribute.name == nil {
            misuses.check(column.declaration.name, at: column.identifier, "the column's name")
        }
    }

    private mutating func checkType(_ column: ReadColumn) {
        if let implicit = column.type.as(ImplicitlyUnwrappedOptionalTypeSyntax.self) {
            misuses.add(
                "implicitly-unwrapped", at: column.type,
                "a column that may be NULL is an Optional: write \(implicit.wrappedType.trimmedDescription)?",
                fixes: [
                    .replacing(
                        column.type, with: OptionalTypeSyntax(wrappedType: implicit.wrappedType), "write ? for !")
                ])
        } else if column.type.withoutOptional.type.withoutOptional.isOptional {
            misuses.add("optional-twice", at: column.type, "a column is NULL or it is not: write one Optional")
        } else if [.tupleType, .functionType, .someOrAnyType].contains(column.type.withoutOptional.type.kind) {
            misuses.add(
                "not-a-value", at: column.type,
                "no column has values of \(column.type.trimmedDescription): write a PostgresCodable type")
        }
    }

    private mutating func checkValue(_ column: ReadColumn) {
        guard column.declaration.initialValue != nil else { return }
        let specifier = column.variable.bindingSpecifier
        if specifier.tokenKind == .keyword(.let) {
            misuses.add(
                "constant", at: specifier,
                "a let with a value of its own cannot be read from a row: write var, or leave the value out",
                fixes: [.replacing(specifier, with: specifier.with(\.tokenKind, .keyword(.var)), "write var for let")])
        } else if let node = column.attribute.node(of: .hasDefault) {
            misuses.add(
                "two-defaults", at: node,
                "\(column.identifier.text) has two defaults, the server's and its own: leave one of them out")
        }
    }

    private mutating func checkTraits(_ column: ReadColumn) {
        for (index, (trait, node)) in column.attribute.traits.enumerated() {
            let earlier = column.attribute.traits[..<index].map(\.trait)
            if earlier.contains(trait) {
                misuses.add("trait-twice", at: node, "\(trait.spelling) stands there twice")
            } else if trait == .hasDefault, earlier.contains(.primaryKey) {
                misuses.add(
                    "key-default", at: node, "a key that the server makes is .generated",
                    fixes: [.replacing(node, with: ExprSyntax(".generated"), "write .generated")])
            } else if let rival = earlier.first(where: { trait.rivals.contains($0) || $0.rivals.contains(trait) }) {
                misuses.add(
                    "rival-traits", at: node, "a column cannot be \(rival.spelling) and \(trait.spelling) at once")
            }
        }
    }

    private mutating func checkOfView(_ column: ReadColumn) {
        guard let (trait, node) = column.attribute.traits.first else { return }
        misuses.add(
            "view-trait", at: node,
            "\(trait.spelling) means nothing in a view, which is only read; its columns may have a name and a .type")
    }

    private mutating func checkKey(_ column: ReadColumn) {
        guard column.declaration.traits.contains(.primaryKey), column.declaration.isNullable else { return }
        misuses.add(
            "nullable-key", at: column.type, "a primary key is never NULL: write \(column.declaration.type)",
            fixes: [
                .replacing(column.type, with: TypeSyntax("\(raw: column.declaration.type)"), "leave out the Optional")
            ])
    }

    private mutating func checkSoftDelete(_ column: ReadColumn) {
        guard column.declaration.traits.contains(.softDelete) else { return }
        let isTime = ["Date", "PostgresTimestampTZ"].contains(column.declaration.type.lastName)
        if isTime, column.declaration.isNullable { return }
        let type = isTime ? column.declaration.type : "Date"
        misuses.add(
            "soft-delete-type", at: column.type,
            "\(column.identifier.text) says when a row was deleted, and NULL while it is not: write \(type)?",
            fixes: [.replacing(column.type, with: TypeSyntax("\(raw: type)?"), "write \(type)?")])
    }

    private mutating func checkVersion(_ column: ReadColumn) {
        guard !column.declaration.traits.isDisjoint(with: [.version, .versionByTrigger]) else { return }
        let isInteger = ["Int", "Int16", "Int32", "Int64"].contains(column.declaration.type.lastName)
        if isInteger, !column.declaration.isNullable { return }
        misuses.add(
            "version-type", at: column.type,
            "\(column.identifier.text) counts changes: write Int, Int16, Int32 or Int64, and no Optional")
    }
}

extension String {
    /// The last part of a type's name: `Date` of `Foundation.Date`.
    fileprivate var lastName: String { split(separator: ".").last.map(String.init) ?? self }
}
