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
                    message: "\(finding.object) \(finding.detail). Instead: \(finding.remediation)",
                    location: SARIFLog.Location(object: finding.object), key: finding.cacheKey)
            }
        ).text
    }

    /// For continuous integration: JUnit's XML, a case for each rule. What is information alone fails none.
    public var junit: String {
        let found = Dictionary(grouping: findings, by: \.name)
        let cases = AdviceRule.all.map { rule in
            let lines = (found[rule.name] ?? []).map { "\($0.object) \($0.detail). Instead: \($0.remediation)" }
            let isFailure = rule.level != .information
            return JUnitReport.Case(
                rule.name, failures: isFailure ? lines : [],
                skipped: knowsPasswords || !rule.needsPasswords ? nil : Self.passwordsUnknown,
                output: isFailure ? [] : lines)
        }
        return JUnitReport(suite: "dal access advise", cases: cases).text
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
