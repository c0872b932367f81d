import Foundation
import Testing

@testable import Migrations

@Suite struct LintReportTests {
    private static let report = MigrationLinter().report(on: [
        LintInput(
            path: "fleet/migrations/040 grüße.sql",
            content: Array("-- migrate:up\nSELECT 'ü'; DROP TABLE vendors;\n-- migrate:irreversible x\n".utf8)),
        LintInput(path: "041_bad.sql", content: Array("SELECT 1;\nSELEC 2;\n".utf8)),
    ])

    @Test func forPeople() {
        #expect(
            Self.report.text == """
                fleet/migrations/040 grüße.sql:1:1: note: missing-verify
                  | -- migrate:up
                  | ^
                  What happens: nothing shows that what this migration is for holds after it ran.
                  Instead: Write -- migrate:verify and queries that return a single true, or DO blocks that raise.

                fleet/migrations/040 grüße.sql:2:13: error: drop-table
                  | SELECT 'ü'; DROP TABLE vendors;
                  |             ^
                  What happens: whatever of the running application still names vendors fails, and its rows are gone with the commit.
                  Instead: Drop it only in a release after the last one that uses it, once nothing has read it for a while; say so with a lint-ignore.

                041_bad.sql:2: cannot be judged: syntax error at or near "SELEC" (column 1)
                  Correct the SQL. The parser is PostgreSQL 15's.

                1 error, 1 note in 1 of 2 files; 1 cannot be judged

                """)
        #expect(MigrationLinter().report(on: []).text == "0 files: nothing found\n")
    }

    @Test func forPrograms() throws {
        let json = try object(Self.report.json)
        #expect(json["fileCount"] as? Int == 2)
        let finding = try #require((json["findings"] as? [[String: Any]])?.last)
        #expect(finding["rule"] as? String == "drop-table" && finding["severity"] as? String == "error")
        #expect(finding["line"] as? Int == 2 && finding["column"] as? Int == 13)
        #expect(finding["source"] as? String == "SELECT 'ü'; DROP TABLE vendors;")
        let failure = try #require((json["failures"] as? [[String: Any]])?.first)
        #expect(failure["file"] as? String == "041_bad.sql" && failure["line"] as? Int == 2)
    }

    /// The properties that the SARIF 2.1.0 schema requires of what is used of it, and the values it allows.
    @Test func forCodeReviewTools() throws {
        let log = try object(Self.report.sarif(toolVersion: "1.2.3"))
        #expect(log["version"] as? String == "2.1.0" && log["$schema"] is String)
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "dal migrate lint" && driver["version"] as? String == "1.2.3")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let ids = rules.compactMap { $0["id"] as? String }
        #expect(ids == LintRules.all.map(\.name))
        for rule in rules {
            #expect(text(rule["shortDescription"])?.isEmpty == false)
            #expect(levels.contains((rule["defaultConfiguration"] as? [String: Any])?["level"] as? String ?? ""))
        }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == Self.report.findings.count)
        for (result, finding) in zip(results, Self.report.findings) {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(result["ruleId"] as? String == ids[index] && ids[index] == finding.rule)
            #expect(levels.contains(result["level"] as? String ?? "") && text(result["message"])?.isEmpty == false)
            let place = try location(result)
            #expect(place.uri == "fleet/migrations/040%20gr%C3%BC%C3%9Fe.sql")
            #expect(place.region["startLine"] as? Int == finding.line)
            #expect(place.region["startColumn"] as? Int == finding.column)
            #expect(text(place.region["snippet"]) == finding.source)
        }
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
        let notification = try #require((invocation["toolExecutionNotifications"] as? [[String: Any]])?.first)
        #expect(text(notification["message"])?.contains("SELEC") == true)
        #expect(try location(notification).region["startLine"] as? Int == 2)
    }

    private let levels = ["error", "warning", "note", "none"]

    private func object(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    private func text(_ message: Any?) -> String? { (message as? [String: Any])?["text"] as? String }

    private func location(_ result: [String: Any]) throws -> (uri: String?, region: [String: Any]) {
        let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        let artifact = place?["artifactLocation"] as? [String: Any]
        return (artifact?["uri"] as? String, try #require(place?["region"] as? [String: Any]))
    }
}
