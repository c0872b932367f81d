/// Findings as people and machines read them.
public struct AdviceReport: Sendable {
    /// What was found, the worst first.
    public let findings: [Advice]
    /// Whether passwords could be judged: a superuser alone may see how they are kept.
    public let knowsPasswords: Bool

    static let passwordsUnknown = "only a superuser may see how they are kept"

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
        let notes = knowsPasswords ? [] : ["passwords were not judged: \(Self.passwordsUnknown)"]
        let lines = findings.flatMap { finding in
            WrappedLine.lines(
                "\(finding.level.rawValue) \(finding.name): \(finding.object) \(finding.detail)", first: "",
                then: "    ")
                + WrappedLine.lines("instead: \(finding.remediation)", first: "    ", then: "      ")
        }
        return (lines + notes + [counts.joined(separator: ", ")]).joined(separator: "\n") + "\n"
    }
}
