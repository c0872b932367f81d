import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// What the compiler starts to expand the macros.
@main
struct TableMacroPlugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [TableMacro.self, ViewMacro.self, ColumnMacro.self]
}
