import SwiftSyntax
import SwiftSyntaxBuilder

extension RelationDeclaration {
    /// The extension that makes the struct a table or a view.
    func conformance(of type: some TypeSyntaxProtocol, to conformances: String) throws -> ExtensionDeclSyntax {
        try ExtensionDeclSyntax("extension \(type.trimmed): \(raw: conformances) \(raw: [rowInitializer].block)")
    }
}
