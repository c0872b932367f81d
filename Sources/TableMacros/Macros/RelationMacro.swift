import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// What `@Table` and `@View` have in common.
protocol RelationMacro: MemberMacro, ExtensionMacro {
    static var kind: RelationReader.Kind { get }
}

/// `@Table`: writes what a struct needs to be a table.
enum TableMacro: RelationMacro {
    static let kind = RelationReader.Kind.table
}

/// `@View`: writes what a struct needs to be read from a view.
enum ViewMacro: RelationMacro {
    static let kind = RelationReader.Kind.view
}

extension RelationMacro {
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        guard let structure = declaration.as(StructDeclSyntax.self) else { return [] }
        var reader = RelationReader(node, of: structure, kind: kind)
        let relation = reader.read()
        reader.misuses.diagnostics.forEach(context.diagnose)
        let members = kind == .table ? relation?.tableMembers : relation?.relationMembers
        return members?.map { "\(raw: $0)" } ?? []
    }

    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            // Said here, since the compiler does not ask for the members of an enum when nothing uses it.
            var misuses = Misuses()
            misuses.addNotStruct(declaration.introducer, kind)
            misuses.diagnostics.forEach(context.diagnose)
            return []
        }
        // Whatever else is wrong is said where the members are written, once.
        var reader = RelationReader(node, of: structure, kind: kind)
        return try reader.read().map { [try $0.conformance(of: type, to: kind.conformances)] } ?? []
    }
}

extension Misuses {
    fileprivate mutating func addNotStruct(_ introducer: TokenSyntax, _ kind: RelationReader.Kind) {
        let isClass = [.keyword(.class), .keyword(.actor)].contains(introducer.tokenKind)
        let structure = introducer.with(\.tokenKind, .keyword(.struct))
        add(
            "not-a-struct", at: introducer,
            "\(kind.rawValue) is for a struct, since a row is a value: declare a struct",
            fixes: isClass ? [.replacing(introducer, with: structure, "write struct")] : [])
    }
}
