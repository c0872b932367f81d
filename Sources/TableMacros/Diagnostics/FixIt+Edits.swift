import SwiftDiagnostics
import SwiftSyntax

extension FixIt {
    /// Replaces one piece of source by another.
    static func replacing(_ old: some SyntaxProtocol, with new: some SyntaxProtocol, _ message: String) -> FixIt {
        let kept = new.with(\.leadingTrivia, old.leadingTrivia).with(\.trailingTrivia, old.trailingTrivia)
        return FixIt(
            message: Misuse(rule: "fix", message: message),
            changes: [.replace(oldNode: Syntax(old), newNode: Syntax(kept))])
    }
}

extension VariableDeclSyntax {
    /// Writes a modifier or an attribute before `let` or `var`.
    func adding(_ text: String) -> FixIt {
        let specifier = bindingSpecifier
        let added = specifier.with(\.leadingTrivia, specifier.leadingTrivia + .unexpectedText(text))
        return FixIt(
            message: Misuse(rule: "fix", message: "add \(text.trimmed)"),
            changes: [.replaceLeadingTrivia(token: specifier, newTrivia: added.leadingTrivia)])
    }
}

extension DeclModifierSyntax {
    /// Leaves the modifier out.
    func removal(from variable: VariableDeclSyntax) -> FixIt {
        FixIt(
            message: Misuse(rule: "fix", message: "leave out \(name.text)"),
            changes: [.replace(oldNode: Syntax(self), newNode: Syntax(DeclModifierListSyntax([])))])
    }
}

extension DeclModifierListSyntax {
    /// The modifier that what is written for a struct with these has: `public `, `package ` or none.
    var access: String {
        for modifier in self where modifier.detail == nil {
            switch modifier.name.tokenKind {
            case .keyword(.public): return "public "
            case .keyword(.package): return "package "
            default: continue
            }
        }
        return ""
    }

    /// Whether a property with these is seen wherever its struct is.
    func areAccessible(to access: String) -> Bool { self.access == "public " || self.access == access }
}

extension String {
    fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
