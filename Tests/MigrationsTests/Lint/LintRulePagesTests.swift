import Foundation
import Testing

@testable import Migrations

/// `docs/lint-rules` and the rules say the same.
@Suite struct LintRulePagesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/lint-rules").standardizedFileURL
    private static let names = LintRules.all.map(\.name)

    @Test func everyRuleHasAPageAndEveryPageARule() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let pages = files.filter { $0 != "README.md" }
        #expect(Set(pages) == Set(Self.names.map { "\($0).md" }))
        #expect(Set(Self.names).count == Self.names.count)
    }

    @Test func theIndexListsEveryRuleWithItsSeverityAndSummary() throws {
        let index = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        let rows = index.split(separator: "\n").filter { $0.hasPrefix("| [") }
        #expect(
            rows.map(String.init)
                == LintRules.all.map { "| [\($0.name)](\($0.name).md) | \($0.severity.rawValue) | \($0.summary) |" })
    }

    @Test(arguments: names)
    func theBadExampleIsFoundAndTheGoodOneIsNot(rule: String) throws {
        let page = try String(contentsOf: Self.folder.appending(path: "\(rule).md"), encoding: .utf8)
        #expect(page.hasPrefix("# \(rule)\n"))
        for heading in ["Why", "Bad", "Good", "When to ignore it"] { #expect(page.contains("\n## \(heading)\n")) }
        // A statement of that depth would be no example to read.
        let bad =
            rule == "nests-too-deep" ? "SELECT 1" + String(repeating: " + 1", count: 2_000) : example("Bad", in: page)
        #expect(Set(lint(bad)) == [rule], "\(lint(bad))")
        let good = example("Good", in: page)
        #expect(good != bad && lint(good).isEmpty, "\(lint(good))")
    }

    /// What stands in the SQL block of a section.
    private func example(_ heading: String, in page: String) -> String {
        let section = page.components(separatedBy: "\n## \(heading)\n").last ?? ""
        let block = section.components(separatedBy: "```sql\n").dropFirst().first ?? ""
        return block.components(separatedBy: "\n```").first ?? ""
    }

    /// An example without markers is the up section of a file that lacks nothing else.
    private func lint(_ example: String) -> [String] {
        let whole =
            example.contains("-- migrate:up")
            ? example
            : "-- migrate:up\n\(example);\n-- migrate:irreversible an example\n-- migrate:verify\nSELECT true;"
        let report = MigrationLinter().report(on: [LintInput(path: "050_example.sql", content: Array(whole.utf8))])
        return report.findings.map(\.rule) + report.failures.map(\.message)
    }
}
