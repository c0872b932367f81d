/// Findings as people and machines read them.
public struct AdviceReport: Sendable {
    /// What the findings come to.
    public enum Verdict: Hashable, Sendable {
        /// Nothing worse than information.
        case holds
        /// Nothing but what `dal access apply` mends.
        case drifted
        /// Worse than that.
        case fails
    }

    /// What was found, the worst first.
    public let findings: [Advice]
    /// Whether passwords could be judged: a superuser alone may see how they are kept.
    public let knowsPasswords: Bool
    /// The databases that were looked into; empty where one alone was asked about.
    let databases: [String]
    /// The database that was compared with an `access.yaml`.
    let comparedDatabase: String?
    /// What rules need to know and could not.
    private let unknown: [AdviceRule.Knowledge]

    /// Looks for everything that rules know.
    public init(_ server: AdvisedServer) {
        findings = server.advice
        databases = []
        comparedDatabase = server.declared == nil ? nil : server.database
        unknown = [.passwords, .hostRules].filter(server.lacks)
        knowsPasswords = server.passwords != nil
    }

    /// Looks into several databases of one server. What is about the whole server is said once.
    init(databases servers: [AdvisedServer]) {
        var findings: [Advice] = []
        var said: Set<String> = []
        // Who knows what is declared for the server is heard first.
        for server in servers.filter({ $0.declared != nil }) + servers.filter({ $0.declared == nil }) {
            for (finding, isOfServer) in server.found {
                guard !isOfServer else {
                    if said.insert(finding.cacheKey).inserted { findings.append(finding) }
                    continue
                }
                var finding = finding
                finding.database = server.database
                findings.append(finding)
            }
        }
        self.findings = findings.sorted()
        databases = servers.map(\.database)
        comparedDatabase = servers.first { $0.declared != nil }?.database
        unknown = [.passwords, .hostRules].filter { knowledge in servers.contains { $0.lacks(knowledge) } }
        knowsPasswords = !unknown.contains(.passwords)
    }

    /// What the findings come to.
    public var verdict: Verdict {
        let failures = findings.filter { $0.level != .information }
        if failures.isEmpty { return .holds }
        return failures.allSatisfy { $0.name == AdviceRule.drift } ? .drifted : .fails
    }

    /// What nobody declared to be so.
    private var unexpected: [Advice] { findings.filter { $0.declared == nil } }

    /// Why a rule did not judge; nil when it did.
    func reasonNotJudged(_ rule: AdviceRule) -> String? {
        rule.needs.flatMap { unknown.contains($0) ? $0.reasonUnknown : nil }
    }
}

extension AdviceReport {
    /// For people.
    public var text: String {
        let counts = [Advice.Level.error, .warning, .information].map { level in
            "\(unexpected.count { $0.level == level }) \(level.rawValue)"
        }
        let notes = unknown.map { "\($0.words) were not judged: \($0.reasonUnknown)" }
        let declared = findings.count - unexpected.count
        let comparison = comparedDatabase.map {
            "\($0) compared with access.yaml, where \(declared.of("finding")) \(declared == 1 ? "is" : "are") declared"
        }
        let sum = counts.joined(separator: ", ") + (databases.isEmpty ? "" : " in \(databases.count.of("database"))")
        return (sections.flatMap(lines) + notes + (comparison.map { [$0] } ?? []) + [sum]).joined(separator: "\n")
            + "\n"
    }

    /// What is said together: the server's first, then each database's; all under no name where one alone was asked about.
    private var sections: [(name: String?, findings: [Advice])] {
        guard !databases.isEmpty else { return [(nil, unexpected)] }
        let own = Dictionary(grouping: unexpected, by: \.database)
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
