import SwiftSyntax

/// What `@Column(…)` says, and where.
struct ColumnAttribute {
    var name: String?
    var traits: [(trait: ColumnTrait, node: ExprSyntax)] = []
    var serverType: String?

    /// Where it says that the column is this.
    func node(of trait: ColumnTrait) -> ExprSyntax? { traits.first { $0.trait == trait }?.node }
}

extension ColumnAttribute {
    /// Reads what stands between the parentheses.
    init(_ attribute: AttributeSyntax?, adding misuses: inout Misuses) {
        guard case .argumentList(let arguments)? = attribute?.arguments else { return }
        for argument in arguments {
            read(argument.expression, isFirst: argument == arguments.first, &misuses)
        }
    }

    private mutating func read(_ expression: ExprSyntax, isFirst: Bool, _ misuses: inout Misuses) {
        let call = expression.as(FunctionCallExprSyntax.self)
        let member = (call?.calledExpression ?? expression).as(MemberAccessExprSyntax.self)
        let spelling = member?.declName.baseName.text.trimmingBackticks
        switch (spelling, call?.arguments.first?.expression) {
        case ("version", let argument?) where argument.trimmedDescription.hasSuffix(".trigger"):
            traits.append((.versionByTrigger, expression))
        case ("type", let name?): serverType = misuses.name(name, "the type's name")
        case (let spelling?, nil):
            guard let trait = ColumnTrait(spelling: spelling) else { return misuses.addUnknownTrait(expression) }
            traits.append((trait, expression))
        case (nil, _) where isFirst: name = misuses.name(expression, "the column's name")
        default: misuses.addUnknownTrait(expression)
        }
    }
}

extension Misuses {
    fileprivate mutating func addUnknownTrait(_ expression: ExprSyntax) {
        let traits = ColumnTrait.allCases.map(\.spelling) + [".type(\"…\")"]
        add(
            "unknown-trait", at: expression,
            "a column has no trait \(expression.trimmedDescription); there are \(traits.joined(separator: ", "))")
    }
}

extension String {
    /// A name without the backticks that a keyword needs.
    var trimmingBackticks: String { filter { $0 != "`" } }
}
