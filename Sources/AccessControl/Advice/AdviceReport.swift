/// Findings as people and machines read them.
public struct AdviceReport: Sendable {
    /// What was found, the worst first.
    public let findings: [Advice]
    /// Whether passwords could be judged: a superuser alone may see how they are kept.
    public let knowsPasswords: Bool
    /// The databases that were looked into; empty where one alone was asked about.
    let databases: [String]
    /// What rules need to know and could not.
    private let unknown: [AdviceRule.Knowledge]

    /// Looks for everything that rules know.
    public init(_ server: AdvisedServer) {
        findings = server.advice
        databases = []
        unknown = [.passwords, .hostRules].filter(server.lacks)
        knowsPasswords = server.passwords != nil
    }

    /// Looks into several databases of one server. What is about the whole server is said once.
    init(databases servers: [AdvisedServer]) {
        var findings: [Advice] = []
        var said: Set<Advice> = []
        for server in servers {
            for (finding, isOfServer) in server.found {
                guard !isOfServer else {
                    if said.insert(finding).inserted { findings.append(finding) }
                    continue
                }
                var finding = finding
                finding.database = server.database
                findings.append(finding)
            }
        }
        self.findings = findings.sorted()
        databases = servers.map(\.database)
        unknown = [.passwords, .hostRules].filter { knowledge in servers.contains { $0.lacks(knowledge) } }
        knowsPasswords = !unknown.contains(.passwords)
    }

    /// Whether nothing worse than information was found.
    public var holds: Bool { !findings.contains { $0.level != .information } }

    /// Why a rule did not judge; nil when it did.
    func reasonNotJudged(_ rule: AdviceRule) -> String? {
        rule.needs.flatMap { unknown.contains($0) ? $0.reasonUnknown : nil }
    }
}

extension AdviceReport {
    /// For people.
    public var text: String {
        let counts = [Advice.Level.error, .warning, .information].map { level in
            "\(findings.count { $0.level == level }) \(level.rawValue)"
        }
        let notes = unknown.map { "\($0.words) were not judged: \($0.reasonUnknown)" }
        let sum = counts.joined(separator: ", ") + (databases.isEmpty ? "" : " in \(databases.count.of("database"))")
        return (sections.flatMap(lines) + notes + [sum]).joined(separator: "\n") + "\n"
    }

    /// What is said together: the server's first, then each database's; all under no name where one alone was asked about.
    private var sections: [(name: String?, findings: [Advice])] {
        guard !databases.isEmpty else { return [(nil, findings)] }
        let own = Dictionary(grouping: findings, by: \.database)
        return [("the server", own[nil] ?? [])] + databases.map { ("database \($0)", own[$0] ?? []) }
    }

    private func lines(_ section: (name: String?, findings: [Advice])) -> [String] {
        let indent = section.name == nil ? "" : "  "
        let heading = section.name.map { [$0 + (section.findings.isEmpty ? ": nothing found" : ":")] } ?? []
        return heading
            + section.findings.flatMap { finding in
                WrappedLine.lines(
                    "\(finding.level.rawValue) \(finding.name): \(finding.object) \(finding.detail)", first: indent,
                    then: indent + "    ")
                    + WrappedLine.lines(
                        "instead: \(finding.remediation)", first: indent + "    ", then: indent + "      ")
            }
    }
}

extension AdviceRule.Knowledge {
    fileprivate var words: String {
        switch self {
        case .passwords: "passwords"
        case .hostRules: "the lines of pg_hba.conf"
        }
    }

    fileprivate var reasonUnknown: String {
        switch self {
        case .passwords: "only a superuser may see how they are kept"
        case .hostRules: "only a superuser may read them"
        }
    }
}
