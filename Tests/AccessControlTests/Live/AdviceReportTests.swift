import FoundationEssentials
import TestSupport
import Testing

@testable import AccessControl
@testable import PostgresCatalog

/// Advice on catalogues made by hand, as it is printed.
@Suite("Advice on several databases, as it is printed") struct AdviceReportTests {
    private func report() -> AdviceReport {
        var first = SmallFleet.catalog()
        first.grant(.select, on: "vendors", to: .everyone)
        var second = SmallFleet.catalog()
        for index in second.databases.indices {
            second.databases[index].isCurrent = second.databases[index].name != first.currentDatabase?.name
        }
        second.relations = []
        second.functions = []
        second.schemas = []
        var server = AdvisedServer(catalog: first)
        server.notJudged = ["attic": "cannot be read as owner (42501)"]
        return AdviceReport(databases: [server, AdvisedServer(catalog: second)])
    }

    @Test("for people: the server's first, then each database's") func text() throws {
        let text = report().text
        #expect(try SnapshotFile("Advice/databases.txt").text(text) == text)
        for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }

    @Test("for machines: each finding names its database, and the server's none") func machines() throws {
        let report = report()
        let json = String(decoding: try JSONEncoder().encode(report.findings), as: UTF8.self)
        #expect(json.contains("\"database\":\"fleet\""))
        let sarif = report.sarif(toolVersion: "1")
        #expect(sarif.contains("\"fullyQualifiedName\" : \"fleet: table public.vendors\""))
        #expect(sarif.contains("\"fullyQualifiedName\" : \"database attic\""))
        let junit = report.junit
        #expect(junit.contains("<testsuite name=\"dal access advise: the server\""))
        #expect(junit.contains("<testsuite name=\"dal access advise: database fleet\""))
        #expect(junit.contains("type=\"database_not_judged\">database attic cannot be read as owner (42501)"))
    }

    @Test("what a rule finds is in a place where it is told: every finding is in a case of JUnit's") func places() {
        let report = report()
        for finding in report.findings {
            let rule = AdviceRule.all.first { $0.name == finding.name }
            #expect(rule?.places.contains(finding.database == nil ? .server : .database) == true, "\(finding.name)")
        }
    }

    @Test("docs/access-control.md names every rule with its level, and no other") func guide() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let page = try String(contentsOf: root.appending(path: "docs/access-control.md"), encoding: .utf8)
        let table = page.components(separatedBy: "\n| Rule | Level | What it finds |\n").last ?? ""
        let rows = table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix {
            $0.hasPrefix("|")
        }
        let told = rows.map { row in row.split(separator: "|").prefix(2).map { $0.filter { !" `".contains($0) } } }
        #expect(
            told.sorted { $0[0] < $1[0] }
                == AdviceRule.all.map { [$0.name, $0.level.rawValue] }.sorted { $0[0] < $1[0] })
    }
}
