import StatementAnalysis

/// What a `ColumnDef` says.
extension SyntaxNode {
    /// The type's name without its schema, as the catalogue has it: `int4`, `varchar`, `bpchar`.
    var typeName: String { self["typeName"]?.texts("names").last ?? "" }

    /// Whether the type carries a modifier, such as a length.
    var hasTypeModifier: Bool { self["typeName"]?["typmods"] != nil }

    /// A column's constraint of one kind, such as `CONSTR_DEFAULT`.
    func constraint(_ kind: String) -> SyntaxNode? {
        list("constraints").first { $0.text("contype") == kind }
    }
}
