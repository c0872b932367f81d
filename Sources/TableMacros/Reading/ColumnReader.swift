import SwiftSyntax

/// Reads the stored properties of a struct as columns.
struct ColumnReader {
    let typeName: String
    private(set) var misuses = Misuses()

    init(typeName: String) { self.typeName = typeName }

    /// - Returns: The columns, but for those with which something is wrong.
    mutating func read(_ members: MemberBlockSyntax) -> [ReadColumn] {
        var columns: [ReadColumn] = []
        for member in members.members {
            guard let variable = member.decl.as(VariableDeclSyntax.self), variable.isOfInstances else { continue }
            for binding in variable.typedBindings where binding.syntax.isStored {
                if let column = column(binding, of: variable) { columns.append(column) }
            }
        }
        return columns
    }

    private mutating func column(_ binding: TypedBinding, of variable: VariableDeclSyntax) -> ReadColumn? {
        guard let identifier = binding.syntax.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
            misuses.add(
                "pattern", at: binding.syntax.pattern, "each column is a property of its own; write one for each")
            return nil
        }
        guard let type = binding.type else {
            misuses.add(
                "type", at: identifier,
                "\(identifier.text) needs its type written out: a macro does not see what Swift infers")
            return nil
        }
        let said = readTraits(variable.columnAttribute)
        let (wrapped, isNullable) = type.withoutOptional
        let property = identifier.text
        let name = said.name ?? (identifier.identifier?.name ?? property).snakeCased
        let declaration = ColumnDeclaration(
            property: property, name: name, type: SelfNaming(typeName).text(of: wrapped), isNullable: isNullable,
            initialValue: (binding.syntax.initializer?.value).map(SelfNaming(typeName).text), traits: said.traits,
            serverType: said.serverType)
        return ReadColumn(declaration: declaration, identifier: identifier, type: type)
    }

    /// What `@Column(…)` says.
    private struct Said {
        var name: String?
        var traits: Set<ColumnTrait> = []
        var serverType: String?
    }

    private mutating func readTraits(_ attribute: AttributeSyntax?) -> Said {
        var said = Said()
        guard case .argumentList(let arguments)? = attribute?.arguments else { return said }
        for argument in arguments {
            let expression = argument.expression
            if expression.is(StringLiteralExprSyntax.self) {
                said.name = misuses.name(expression, "the column's name")
                continue
            }
            let call = expression.as(FunctionCallExprSyntax.self)
            let member = (call?.calledExpression ?? expression).as(MemberAccessExprSyntax.self)
            switch (member?.declName.baseName.text, call?.arguments.first?.expression) {
            case ("primaryKey", nil): said.traits.insert(.primaryKey)
            case ("generated", nil): said.traits.insert(.generated)
            case ("default", nil): said.traits.insert(.hasDefault)
            case ("version", nil): said.traits.insert(.version)
            case ("softDelete", nil): said.traits.insert(.softDelete)
            case ("createOnly", nil): said.traits.insert(.createOnly)
            case ("version", _?): said.traits.insert(.versionByTrigger)
            case ("type", let name?): said.serverType = misuses.name(name, "the type's name")
            default:
                misuses.add("trait", at: expression, "a column has no trait \(expression.trimmedDescription)")
            }
        }
        return said
    }
}
