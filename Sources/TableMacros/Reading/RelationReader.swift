import SwiftSyntax

/// Reads a struct with `@Table` or `@View` on it.
struct RelationReader {
    /// Which of the macros stands there.
    enum Kind: String {
        case table = "@Table"
        case view = "@View"
    }

    let attribute: AttributeSyntax
    let declaration: any DeclGroupSyntax
    let kind: Kind
    var misuses = Misuses()

    init(_ attribute: AttributeSyntax, of declaration: some DeclGroupSyntax, kind: Kind) {
        self.attribute = attribute
        self.declaration = declaration
        self.kind = kind
    }

    /// - Returns: The relation, or nil when something is wrong; ``misuses`` says what.
    mutating func read() -> RelationDeclaration? {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            misuses.add(
                "struct", at: declaration.introducer,
                "\(kind.rawValue) is for structs: a row is a value. Declare a struct")
            return nil
        }
        let access = structure.modifiers.access
        var attributeReader = AttributeReader(kind: kind)
        let said = attributeReader.read(attribute)
        var columnReader = ColumnReader(typeName: structure.name.text)
        let columns = columnReader.read(structure.memberBlock)
        misuses.add(attributeReader.misuses)
        misuses.add(columnReader.misuses)
        let relation = RelationDeclaration(
            typeName: structure.name.text, attribute: said, access: access, columns: columns.map(\.declaration))
        check(relation, structure, columns)
        return misuses.diagnostics.isEmpty ? relation : nil
    }
}

extension DeclModifierListSyntax {
    /// The modifier that what is written for a struct with these has: `public `, `package ` or none.
    fileprivate var access: String {
        for modifier in self where modifier.detail == nil {
            switch modifier.name.tokenKind {
            case .keyword(.public): return "public "
            case .keyword(.package): return "package "
            default: continue
            }
        }
        return ""
    }
}
