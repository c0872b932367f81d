import FoundationEssentials

/// Findings as people and machines read them.
public struct AdviceReport: Sendable {
    /// What was found, the worst first.
    public let findings: [Advice]
    /// Whether passwords could be judged: a superuser alone may see how they are kept.
    public let knowsPasswords: Bool

    /// Looks for everything that rules know.
    public init(_ server: AdvisedServer) {
        findings = server.advice
        knowsPasswords = server.passwords != nil
    }

    /// Whether nothing worse than information was found.
    public var holds: Bool { !findings.contains { $0.level != .information } }

    /// For people.
    public var text: String {
        let counts = [Advice.Level.error, .warning, .information].map { level in
            "\(findings.count { $0.level == level }) \(level.rawValue)"
        }
        let notes = knowsPasswords ? [] : ["passwords were not judged: only a superuser may see how they are kept"]
        let lines = findings.flatMap { finding in
            WrappedLine.lines(
                "\(finding.level.rawValue) \(finding.name): \(finding.object) \(finding.detail)", first: "",
                then: "    ")
                + WrappedLine.lines("instead: \(finding.remediation)", first: "    ", then: "      ")
        }
        return (lines + notes + [counts.joined(separator: ", ")]).joined(separator: "\n") + "\n"
    }

    /// For code scanning: SARIF 2.1.0. An object of a database is a logical location, not a file.
    /// - Parameter toolVersion: this tool's version.
    public func sarif(toolVersion: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(AdviceSARIF(self, toolVersion: toolVersion)), as: UTF8.self)
    }
}
