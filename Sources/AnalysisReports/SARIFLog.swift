import FoundationEssentials

/// The part of SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format) that findings need; names as its schema
/// has them.
package struct SARIFLog: Encodable {
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
        let name: String
        let version: String
        let rules: [Rule]
    }

    struct Invocation: Encodable {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]
    }

    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    /// One run of a tool.
    /// - Parameters:
    ///   - tool: its name.
    ///   - version: its version.
    ///   - rules: all it knows, whether they found something or not.
    ///   - results: what they found.
    ///   - failures: what could not be judged; without any the run counts as successful.
    package init(tool: String, version: String, rules: [Rule], results: [Result], failures: [Notification] = []) {
        let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let indexed = results.map { result in
            var result = result
            result.ruleIndex = indices[result.ruleId]
            return result
        }
        let invocation = Invocation(executionSuccessful: failures.isEmpty, toolExecutionNotifications: failures)
        runs = [
            Run(
                tool: Tool(driver: Driver(name: tool, version: version, rules: rules)), invocations: [invocation],
                results: indexed)
        ]
    }

    /// As JSON with sorted keys. Nothing but text and whole numbers is encoded here, which always encode.
    package var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }
}
