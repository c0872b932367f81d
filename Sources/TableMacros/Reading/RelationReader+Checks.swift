import SwiftSyntax

extension RelationReader {
    /// Adds what is wrong with the columns taken together.
    mutating func check(_ relation: RelationDeclaration, _ structure: StructDeclSyntax, _ columns: [ReadColumn]) {
        let keys = columns.filter { $0.declaration.traits.contains(.primaryKey) }
        if kind == .table, keys.isEmpty, misuses.diagnostics.isEmpty {
            misuses.add(
                "primary-key", at: structure.name,
                "\(structure.name.text) has no primary key: mark one property with @Column(.primaryKey)")
        }
    }
}
