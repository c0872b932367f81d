import SwiftDiagnostics
import SwiftSyntax

/// What is wrong with a declaration, and what to write instead.
struct Misuse: DiagnosticMessage, FixItMessage {
    /// Which rule it breaks.
    let rule: String
    let message: String
    let severity = DiagnosticSeverity.error

    var diagnosticID: MessageID { MessageID(domain: "TableMacros", id: rule) }
    var fixItID: MessageID { diagnosticID }
}

/// Everything that is wrong with one declaration, so that the compiler can say it all at once.
struct Misuses {
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameters:
    ///   - rule: The rule that is broken.
    ///   - node: Where.
    ///   - message: What is wrong, and what to write instead.
    ///   - fixes: Edits that would do, where one is obvious.
    mutating func add(_ rule: String, at node: some SyntaxProtocol, _ message: String, fixes: [FixIt] = []) {
        diagnostics.append(
            Diagnostic(node: node, message: Misuse(rule: rule, message: message), fixIts: fixes))
    }

    var isEmpty: Bool { diagnostics.isEmpty }

    mutating func add(_ others: Misuses) { diagnostics += others.diagnostics }
}
