import SwiftSyntax
import SwiftSyntaxMacros

/// `@Column`: says something of a property to `@Table` or `@View`, and writes nothing itself.
struct ColumnMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) -> [DeclSyntax] {
        []
    }
}
