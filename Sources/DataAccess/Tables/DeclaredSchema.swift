import FoundationEssentials
import PostgresCatalog
import PostgresDriver

/// Everything that an application declares, as `dal schema check` compares it with a database.
///
/// ```swift
/// // fleet-api --print-schema
/// print(try DeclaredSchema([Vendor.self, Vehicle.self]).json())
/// ```
public struct DeclaredSchema: Sendable {
    let tables: [DeclaredTable]

    /// - Parameter relations: The declared tables and views.
    public init(_ relations: [any Relation.Type]) {
        tables = relations.map { $0.definition.declared(isView: !($0 is any Table.Type)) }
    }

    /// The declarations as JSON. No database is needed for it.
    ///
    /// - Throws: What `JSONEncoder` throws, which has nothing to object to here.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(tables), as: UTF8.self)
    }
}

extension RelationDefinition {
    fileprivate func declared(isView: Bool) -> DeclaredTable {
        DeclaredTable(
            schema: schema, name: name, isView: isView, tenantColumn: tenantColumn, columns: columns.map(\.declared))
    }
}

extension ColumnDefinition {
    private static let traitNames: [(ColumnTraits, DeclaredColumn.Trait)] = [
        (.primaryKey, .primaryKey), (.generated, .generated), (.hasDefault, .hasDefault), (.version, .version),
        (.versionByTrigger, .version), (.softDelete, .softDelete),
    ]

    fileprivate var declared: DeclaredColumn {
        DeclaredColumn(
            name, valueType: valueType, type: type.oid, typeName: typeName, isNullable: isNullable, labels: labels,
            traits: Self.traitNames.filter { traits.contains($0.0) }.map(\.1))
    }
}
