import SwiftSyntax
import SwiftSyntaxBuilder

/// Reads the stored properties of a struct as columns.
struct ColumnReader {
    let typeName: String
    let kind: RelationReader.Kind
    var misuses = Misuses()

    init(typeName: String, kind: RelationReader.Kind) {
        self.typeName = typeName
        self.kind = kind
    }

    /// - Returns: The columns, but for those whose name or type cannot be told.
    mutating func read(_ members: MemberBlockItemListSyntax) -> [ReadColumn] {
        var columns: [ReadColumn] = []
        for member in members {
            if let condition = member.decl.as(IfConfigDeclSyntax.self) { checkIsWithoutColumns(condition) }
            guard let variable = member.decl.as(VariableDeclSyntax.self), variable.isOfInstances else { continue }
            for binding in variable.typedBindings where binding.syntax.isStored {
                guard let column = column(binding, of: variable) else { continue }
                columns.append(column)
                check(column, kind)
            }
        }
        return columns
    }

    private mutating func column(_ binding: TypedBinding, of variable: VariableDeclSyntax) -> ReadColumn? {
        guard let identifier = binding.syntax.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
            misuses.add(
                "pattern", at: binding.syntax.pattern, "each column is a property of its own; declare them one by one")
            return nil
        }
        guard let type = binding.type else {
            misuses.addMissingType(of: identifier, binding.syntax)
            return nil
        }
        let attribute = ColumnAttribute(variable.columnAttribute, adding: &misuses)
        let (wrapped, isNullable) = type.withoutOptional
        let naming = SelfNaming(typeName)
        let declaration = ColumnDeclaration(
            property: identifier.text, name: attribute.name ?? identifier.text.trimmingBackticks.snakeCased,
            type: naming.text(of: wrapped), isNullable: isNullable,
            initialValue: (binding.syntax.initializer?.value).map(naming.text),
            traits: Set(attribute.traits.map(\.trait)), serverType: attribute.serverType)
        return ReadColumn(
            declaration: declaration, attribute: attribute, variable: variable, identifier: identifier, type: type)
    }

    private mutating func checkIsWithoutColumns(_ condition: IfConfigDeclSyntax) {
        for case .decls(let members)? in condition.clauses.map(\.elements) {
            let variables = members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
            for variable in variables where variable.isOfInstances && variable.bindings.contains(where: \.isStored) {
                misuses.add(
                    "conditional", at: variable, "a column cannot stand under #if: the table has it or has it not")
            }
        }
    }
}

extension Misuses {
    fileprivate mutating func addMissingType(of identifier: TokenSyntax, _ binding: PatternBindingSyntax) {
        let annotation = (binding.initializer?.value.literalType).map { type in
            binding.with(\.pattern.trailingTrivia, [])
                .with(\.typeAnnotation, TypeAnnotationSyntax(colon: .colonToken(trailingTrivia: .space), type: type))
                .with(\.typeAnnotation!.trailingTrivia, .space)
        }
        add(
            "type", at: identifier,
            "\(identifier.text) needs its type written out: a macro does not see what is inferred",
            fixes: annotation.map { [.replacing(binding, with: $0, "write the type")] } ?? [])
    }
}

extension ExprSyntax {
    /// The type that Swift would infer for a literal.
    fileprivate var literalType: TypeSyntax? {
        switch kind {
        case .stringLiteralExpr: "String"
        case .booleanLiteralExpr: "Bool"
        case .integerLiteralExpr: "Int"
        case .floatLiteralExpr: "Double"
        default: nil
        }
    }
}
