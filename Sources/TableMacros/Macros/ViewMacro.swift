import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@View`: writes what a struct needs to be read from a view.
struct ViewMacro: MemberMacro, ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        var reader = RelationReader(node, of: declaration, kind: .view)
        let relation = reader.read()
        reader.misuses.diagnostics.forEach(context.diagnose)
        return relation?.relationMembers.map { "\(raw: $0)" } ?? []
    }

    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        var reader = RelationReader(node, of: declaration, kind: .view)
        return try reader.read().map { try $0.conformance(of: type, to: "Relation") } ?? []
    }
}
