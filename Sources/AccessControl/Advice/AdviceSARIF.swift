/// The part of SARIF 2.1.0 that findings about a database need; names as its schema has them.
struct AdviceSARIF: Encodable {
    struct Message: Encodable {
        let text: String
    }

    struct Rule: Encodable {
        let id: String
        let shortDescription: Message
        let help: Message
    }

    struct Driver: Encodable {
        let name = "dal access advise"
        let version: String
        let rules: [Rule]
    }

    struct Tool: Encodable {
        let driver: Driver
    }

    struct LogicalLocation: Encodable {
        let fullyQualifiedName: String
    }

    struct Location: Encodable {
        let logicalLocations: [LogicalLocation]
    }

    struct Result: Encodable {
        let ruleId: String
        let level: String
        let message: Message
        let locations: [Location]
        let partialFingerprints: [String: String]
    }

    struct Run: Encodable {
        let tool: Tool
        let results: [Result]
    }

    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    init(_ report: AdviceReport, toolVersion: String) {
        let rules = AdviceRule.all.map {
            Rule(id: $0.name, shortDescription: Message(text: $0.title), help: Message(text: $0.remediation))
        }
        let results = report.findings.map { finding in
            Result(
                ruleId: finding.name, level: Self.level(finding.level),
                message: Message(text: "\(finding.object) \(finding.detail). Instead: \(finding.remediation)"),
                locations: [Location(logicalLocations: [LogicalLocation(fullyQualifiedName: finding.object)])],
                partialFingerprints: ["cacheKey": finding.cacheKey])
        }
        runs = [Run(tool: Tool(driver: Driver(version: toolVersion, rules: rules)), results: results)]
    }

    private static func level(_ level: Advice.Level) -> String {
        switch level {
        case .error: "error"
        case .warning: "warning"
        case .information: "note"
        }
    }
}
