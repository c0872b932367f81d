import AnalysisReports

extension AdviceReport {
    /// For code scanning: SARIF 2.1.0. An object of a database is a logical location.
    /// - Parameters:
    ///   - toolVersion: this tool's version.
    ///   - file: the path that findings are shown at, since code scanning wants a file: `access.yaml`'s.
    public func sarif(toolVersion: String, file: String = "access.yaml") -> String {
        SARIFLog(
            tool: "dal access advise", version: toolVersion,
            rules: AdviceRule.all.map { rule in
                SARIFLog.Rule(id: rule.name, summary: rule.title, help: rule.remediation, level: rule.level.sarif)
            },
            results: findings.map { finding in
                SARIFLog.Result(
                    rule: finding.name, level: finding.level.sarif,
                    message: "\(finding.place) \(finding.detail). Instead: \(finding.remediation)",
                    location: SARIFLog.Location(object: finding.place, in: file), key: finding.cacheKey,
                    accepted: finding.declared)
            }
        ).text
    }

    /// For continuous integration: JUnit's XML, a case for each rule, and a suite for the server and each database where
    /// several were asked about. What is information alone fails none.
    public var junit: String {
        guard !databases.isEmpty else {
            return JUnitReport(suite: Self.suite, cases: cases(rules(for: comparedDatabase), findings)).text
        }
        let own = Dictionary(grouping: findings, by: \.database)
        let ofServer = AdviceRule.all.filter { $0.places.contains(.server) }
        let server = JUnitReport(suite: "\(Self.suite): the server", cases: cases(ofServer, own[nil] ?? []))
        return JUnitReport(
            server,
            databases.map {
                let rules = rules(for: $0).filter { $0.places.contains(.database) }
                return JUnitReport(suite: "\(Self.suite): database \($0)", cases: cases(rules, own[$0] ?? []))
            }
        ).text
    }

    private static let suite = "dal access advise"

    /// The rules that had something to judge in a database.
    private func rules(for database: String?) -> [AdviceRule] {
        AdviceRule.all.filter { !$0.comparesWithPolicy || (database != nil && database == comparedDatabase) }
    }

    private func cases(_ rules: [AdviceRule], _ findings: [Advice]) -> [JUnitReport.Case] {
        let found = Dictionary(grouping: findings, by: \.name)
        return rules.map { rule in
            func lines(_ findings: [Advice]) -> [String] {
                findings.map { "\($0.object) \($0.detail). Instead: \($0.remediation)" }
            }
            let own = found[rule.name] ?? []
            return JUnitReport.Case(
                rule.name, failures: lines(own.filter { $0.level != .information }), skipped: reasonNotJudged(rule),
                output: lines(own.filter { $0.level == .information && $0.declared == nil })
                    + own.compactMap { one in one.declared.map { "\(one.object) \(one.detail): \($0)" } })
        }
    }
}

extension Advice.Level {
    fileprivate var sarif: SARIFLog.Level {
        switch self {
        case .error: .error
        case .warning: .warning
        case .information: .note
        }
    }
}
