import SwiftSyntax

/// A column, and where the source declares it.
struct ReadColumn {
    let declaration: ColumnDeclaration
    let attribute: ColumnAttribute
    let variable: VariableDeclSyntax
    /// The property's name.
    let identifier: TokenSyntax
    /// The property's type.
    let type: TypeSyntax
}
