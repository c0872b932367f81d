import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Table`: writes what a struct needs to be a table.
struct TableMacro: MemberMacro, ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        var reader = RelationReader(node, of: declaration, kind: .table)
        let relation = reader.read()
        reader.misuses.diagnostics.forEach(context.diagnose)
        return relation?.tableMembers.map { "\(raw: $0)" } ?? []
    }

    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        // What is wrong is said where the members are written, once.
        var reader = RelationReader(node, of: declaration, kind: .table)
        return try reader.read().map { try $0.conformance(of: type, to: "Table") } ?? []
    }
}
