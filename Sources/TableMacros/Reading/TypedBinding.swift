import SwiftSyntax

/// One name of a `let` or `var`, with its type: in `var width, height: Int` the last one's type is that of both.
struct TypedBinding {
    let syntax: PatternBindingSyntax
    let type: TypeSyntax?
}

extension VariableDeclSyntax {
    /// The names it declares.
    var typedBindings: [TypedBinding] {
        var type: TypeSyntax?
        var typed: [TypedBinding] = []
        for binding in bindings.reversed() {
            if let own = binding.typeAnnotation?.type { type = own } else if binding.initializer != nil { type = nil }
            typed.append(TypedBinding(syntax: binding, type: type))
        }
        return typed.reversed()
    }

    /// Whether each value of the type has its own, from the start.
    var isOfInstances: Bool {
        !modifiers.contains { [.keyword(.static), .keyword(.class), .keyword(.lazy)].contains($0.name.tokenKind) }
    }

    /// Its `@Column`.
    var columnAttribute: AttributeSyntax? {
        attributes.lazy.compactMap { $0.as(AttributeSyntax.self) }
            .first { $0.attributeName.trimmedDescription.split(separator: ".").last == "Column" }
    }
}

extension PatternBindingSyntax {
    /// Whether it holds a value: it has no accessors, or only such that watch.
    var isStored: Bool {
        guard let accessorBlock else { return true }
        guard case .accessors(let accessors) = accessorBlock.accessors else { return false }
        return accessors.allSatisfy {
            [.keyword(.willSet), .keyword(.didSet)].contains($0.accessorSpecifier.tokenKind)
        }
    }
}

extension TypeSyntax {
    /// The type itself, and whether it was wrapped in an `Optional`.
    var withoutOptional: (type: TypeSyntax, isOptional: Bool) {
        if let optional = self.as(OptionalTypeSyntax.self) { return (optional.wrappedType.withoutParentheses, true) }
        let generic =
            self.as(IdentifierTypeSyntax.self)?.optionalArgument ?? self.as(MemberTypeSyntax.self)?.optionalArgument
        return generic.map { ($0, true) } ?? (self, false)
    }

    private var withoutParentheses: TypeSyntax {
        guard let tuple = self.as(TupleTypeSyntax.self), tuple.elements.count == 1, let only = tuple.elements.first
        else {
            return self
        }
        return only.type
    }
}

extension IdentifierTypeSyntax {
    /// The type in `Optional<…>`.
    fileprivate var optionalArgument: TypeSyntax? { name.text == "Optional" ? genericArgumentClause?.only : nil }
}

extension MemberTypeSyntax {
    /// The type in `Swift.Optional<…>`.
    fileprivate var optionalArgument: TypeSyntax? { name.text == "Optional" ? genericArgumentClause?.only : nil }
}

extension GenericArgumentClauseSyntax {
    fileprivate var only: TypeSyntax? {
        guard arguments.count == 1, case .type(let type)? = arguments.first?.argument else { return nil }
        return type
    }
}
