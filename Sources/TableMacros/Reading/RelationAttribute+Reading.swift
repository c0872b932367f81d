import SwiftSyntax

extension RelationAttribute {
    /// Reads what stands between the parentheses of `@Table(…)` or `@View(…)`.
    init(_ attribute: AttributeSyntax, adding misuses: inout Misuses) {
        guard case .argumentList(let arguments)? = attribute.arguments else { return }
        for argument in arguments {
            let expression = argument.expression
            switch argument.label?.text {
            case nil: name = misuses.name(expression, "the name") ?? name
            case "schema": schema = misuses.name(expression, "the schema's name") ?? schema
            case "tenantColumn": tenantColumn = misuses.name(expression, "the column's name") ?? tenantColumn
            case "scope": scope = misuses.scope(expression) ?? scope
            case "id": keyValueType = misuses.keyValueType(expression) ?? keyValueType
            default: continue
            }
        }
    }
}

extension Misuses {
    fileprivate mutating func scope(_ expression: ExprSyntax) -> RelationDeclaration.Scope? {
        let name = expression.as(MemberAccessExprSyntax.self)?.declName.baseName.text
        if let scope = name.flatMap(RelationDeclaration.Scope.init) { return scope }
        add("scope", at: expression, "the scope has to be written out: .tenant or .global")
        return nil
    }

    fileprivate mutating func keyValueType(_ expression: ExprSyntax) -> String? {
        if let access = expression.as(MemberAccessExprSyntax.self), access.declName.baseName.text == "self",
            let type = access.base
        {
            return type.trimmedDescription
        }
        add("key-value-type", at: expression, "the type of the key's values has to be written out, such as Int.self")
        return nil
    }
}
