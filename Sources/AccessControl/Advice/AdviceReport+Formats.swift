import AnalysisReports

extension AdviceReport {
    /// For code scanning: SARIF 2.1.0. An object of a database is a logical location, not a file.
    /// - Parameter toolVersion: this tool's version.
    public func sarif(toolVersion: String) -> String {
        SARIFLog(
            tool: "dal access advise", version: toolVersion,
            rules: AdviceRule.all.map { rule in
                SARIFLog.Rule(id: rule.name, summary: rule.title, help: rule.remediation, level: rule.level.sarif)
            },
            results: findings.map { finding in
                SARIFLog.Result(
                    rule: finding.name, level: finding.level.sarif,
                    message: "\(finding.place) \(finding.detail). Instead: \(finding.remediation)",
                    location: SARIFLog.Location(object: finding.place), key: finding.cacheKey)
            }
        ).text
    }

    /// For continuous integration: JUnit's XML, a case for each rule, and a suite for the server and each database where
    /// several were asked about. What is information alone fails none.
    public var junit: String {
        guard !databases.isEmpty else {
            return JUnitReport(suite: Self.suite, cases: cases(AdviceRule.all, findings)).text
        }
        let own = Dictionary(grouping: findings, by: \.database)
        let ofServer = AdviceRule.all.filter { $0.places.contains(.server) }
        let ofDatabases = AdviceRule.all.filter { $0.places.contains(.database) }
        let server = JUnitReport(suite: "\(Self.suite): the server", cases: cases(ofServer, own[nil] ?? []))
        return JUnitReport(
            server,
            databases.map {
                JUnitReport(suite: "\(Self.suite): database \($0)", cases: cases(ofDatabases, own[$0] ?? []))
            }
        ).text
    }

    private static let suite = "dal access advise"

    private func cases(_ rules: [AdviceRule], _ findings: [Advice]) -> [JUnitReport.Case] {
        let found = Dictionary(grouping: findings, by: \.name)
        return rules.map { rule in
            let lines = (found[rule.name] ?? []).map { "\($0.object) \($0.detail). Instead: \($0.remediation)" }
            let isFailure = rule.level != .information
            return JUnitReport.Case(
                rule.name, failures: isFailure ? lines : [], skipped: reasonNotJudged(rule),
                output: isFailure ? [] : lines)
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
