import SwiftSyntax

/// Writes a type's name for `Self`, which would mean another type where a column's type is written again.
final class SelfNaming: SyntaxRewriter {
    private let typeName: String

    init(_ typeName: String) {
        self.typeName = typeName
        super.init()
    }

    override func visit(_ token: TokenSyntax) -> TokenSyntax {
        token.tokenKind == .keyword(.Self) ? token.with(\.tokenKind, .identifier(typeName)) : token
    }

    /// The source of a piece of code, with the name.
    func text(of node: some SyntaxProtocol) -> String { rewrite(node).trimmedDescription }
}
