/// The part of SARIF 2.1.0 that a lint report needs; names as its schema has them.
struct SARIFLog: Encodable {
    struct Run: Encodable {
        let tool: Tool
        let invocations: [Invocation]
        let results: [Result]
        let columnKind = "unicodeCodePoints"
    }

    struct Tool: Encodable {
        let driver: Driver
    }

    struct Driver: Encodable {
        let name = "dal migrate lint"
        let version: String
        let rules: [Rule]
    }

    struct Rule: Encodable {
        let id: String
        let shortDescription: Message
        let defaultConfiguration: Configuration
    }

    struct Configuration: Encodable {
        let level: LintSeverity
    }

    struct Message: Encodable {
        let text: String
    }

    struct Invocation: Encodable {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]
    }

    struct Notification: Encodable {
        let level = LintSeverity.error
        let message: Message
        let locations: [Location]
    }

    struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int?
        let level: LintSeverity
        let message: Message
        let locations: [Location]
    }

    struct Location: Encodable {
        let physicalLocation: PhysicalLocation
    }

    struct PhysicalLocation: Encodable {
        let artifactLocation: Artifact
        let region: Region?
    }

    struct Artifact: Encodable {
        let uri: String
    }

    struct Region: Encodable {
        let startLine: Int
        var startColumn: Int?
        var snippet: Message?
    }

    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    init(_ report: LintReport, toolVersion: String) {
        let names = LintRules.all.map(\.name)
        let rules = LintRules.all.map { rule in
            Rule(
                id: rule.name, shortDescription: Message(text: "\(rule.summary)."),
                defaultConfiguration: Configuration(level: rule.severity))
        }
        let invocation = Invocation(
            executionSuccessful: report.failures.isEmpty,
            toolExecutionNotifications: report.failures.map { failure in
                Notification(
                    message: Message(
                        text: [failure.message, failure.advice].compactMap(\.self).joined(separator: ". ")),
                    locations: [Location(failure.file, region: failure.line.map { Region(startLine: $0) })])
            })
        let results = report.findings.map { finding in
            Result(
                ruleId: finding.rule, ruleIndex: names.firstIndex(of: finding.rule), level: finding.severity,
                message: Message(text: "\(finding.message). Instead: \(finding.advice)"),
                locations: [
                    Location(
                        finding.file,
                        region: Region(
                            startLine: finding.line, startColumn: finding.column, snippet: Message(text: finding.source)
                        ))
                ])
        }
        let tool = Tool(driver: Driver(version: toolVersion, rules: rules))
        runs = [Run(tool: tool, invocations: [invocation], results: results)]
    }
}

extension SARIFLog.Location {
    init(_ path: String, region: SARIFLog.Region?) {
        physicalLocation = SARIFLog.PhysicalLocation(
            artifactLocation: SARIFLog.Artifact(uri: path.asURIReference), region: region)
    }
}

extension String {
    /// A path as a URI reference: everything escaped but what RFC 3986 leaves unreserved, and `/`.
    fileprivate var asURIReference: String {
        let kept = Set("-._~/".utf8)
        return utf8.map { byte in
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte < 0x80
            let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            return isLetter || isDigit || kept.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + [byte].hexadecimal.uppercased()
        }.joined()
    }
}
