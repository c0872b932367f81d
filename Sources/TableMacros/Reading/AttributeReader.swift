import SwiftParser
import SwiftSyntax

/// Reads what stands between the parentheses of `@Table(…)` or `@View(…)`.
struct AttributeReader {
    let kind: RelationReader.Kind
    private(set) var misuses = Misuses()

    init(kind: RelationReader.Kind) { self.kind = kind }

    mutating func read(_ attribute: AttributeSyntax) -> RelationAttribute {
        var said = RelationAttribute()
        guard case .argumentList(let arguments)? = attribute.arguments else { return said }
        for argument in arguments {
            switch argument.label?.text {
            case nil: said.name = name(argument.expression, "the relation's name")
            case "schema": said.schema = name(argument.expression, "the schema's name")
            case "tenantColumn": said.tenantColumn = name(argument.expression, "the column's name")
            case "scope": said.scope = scope(argument.expression)
            case "id": said.keyValueType = type(argument.expression)
            default: continue
            }
        }
        return said
    }

    private mutating func name(_ expression: ExprSyntax, _ what: String) -> String {
        misuses.name(expression, what) ?? ""
    }

    private mutating func scope(_ expression: ExprSyntax) -> RelationDeclaration.Scope {
        let name = expression.as(MemberAccessExprSyntax.self)?.declName.baseName.text
        if let scope = name.flatMap(RelationDeclaration.Scope.init) { return scope }
        misuses.add("scope", at: expression, "the scope has to be written out: .tenant or .global")
        return .tenant
    }

    private mutating func type(_ expression: ExprSyntax) -> String {
        if let access = expression.as(MemberAccessExprSyntax.self), access.declName.baseName.text == "self",
            let base = access.base
        {
            return base.trimmedDescription
        }
        misuses.add("key-type", at: expression, "the key's type has to be written out, such as Int.self")
        return ""
    }
}

extension Misuses {
    /// Reads a name of the server's, which has to be written out.
    ///
    /// - Returns: The name; nil when something is wrong with it.
    mutating func name(_ expression: ExprSyntax, _ what: String) -> String? {
        guard let name = expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue else {
            add("name", at: expression, "\(what) has to be written out as a string, without interpolation")
            return nil
        }
        return name
    }
}
