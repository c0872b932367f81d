import AnalysisReports
import FoundationEssentials

extension LintReport {
    /// For code review tools: SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
    ///
    /// - Parameter toolVersion: The version that `tool.driver.version` names.
    public func sarif(toolVersion: String) -> String {
        SARIFLog(
            tool: "dal migrate lint", version: toolVersion,
            rules: LintRules.all.map { rule in
                SARIFLog.Rule(id: rule.name, summary: "\(rule.summary).", level: rule.severity.sarif)
            },
            results: findings.map { finding in
                SARIFLog.Result(
                    rule: finding.rule, level: finding.severity.sarif,
                    message: "\(finding.message). Instead: \(finding.advice)",
                    location: SARIFLog.Location(
                        file: finding.file, line: finding.line, column: finding.column, source: finding.source))
            },
            failures: failures.map { failure in
                SARIFLog.Notification(
                    message: [failure.message, failure.advice].compactMap(\.self).joined(separator: ". "),
                    location: SARIFLog.Location(file: failure.file, line: failure.line))
            }
        ).text
    }

    /// For programs: `fileCount`, `findings`, `failures`, under the names of this type's properties. Nothing but text and
    /// whole numbers is encoded here, which always encode.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }
}

extension LintSeverity {
    fileprivate var sarif: SARIFLog.Level {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
