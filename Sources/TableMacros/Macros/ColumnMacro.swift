import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column`: says something of a property to `@Table` or `@View`, and writes nothing itself.
struct ColumnMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        let variable = declaration.as(VariableDeclSyntax.self)
        let isColumn = variable.map { $0.isOfInstances && $0.bindings.allSatisfy(\.isStored) } ?? false
        if !isColumn {
            var misuses = Misuses()
            misuses.add("not-a-column", at: node, "@Column is for a stored property of a struct with @Table or @View")
            misuses.diagnostics.forEach(context.diagnose)
        }
        return []
    }
}
