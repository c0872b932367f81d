import Foundation
import FoundationXML
import Testing

@testable import AnalysisReports

@Suite("JUnit's XML") struct JUnitReportTests {
    private static let awkward = "a < b && c > d \"quoted\" 'too' ]]> grüße 🚚"

    @Test("a parser reads back what was written, whatever characters it has")
    func awkwardText() throws {
        let report = JUnitReport(
            suite: Self.awkward,
            cases: [
                JUnitReport.Case("holds", failures: []),
                JUnitReport.Case(Self.awkward, failures: [Self.awkward, "second\tline\r"]),
                JUnitReport.Case("not judged", failures: [], skipped: "line\nend"),
            ], output: ["<risk>", "another"])
        let document = try ParsedXML(report.text)
        let suite = try #require(document.elements.first { $0.name == "testsuite" })
        #expect(
            suite.attributes == [
                "name": Self.awkward, "tests": "3", "failures": "1", "errors": "0", "skipped": "1",
            ])
        let cases = document.elements.filter { $0.name == "testcase" }
        #expect(cases.map { $0.attributes["name"] } == ["holds", Self.awkward, "not judged"])
        #expect(cases.allSatisfy { $0.attributes["classname"] == Self.awkward })
        let failure = try #require(document.elements.first { $0.name == "failure" })
        #expect(failure.attributes["message"] == "2 findings, the first: \(Self.awkward)")
        #expect(failure.text == "\(Self.awkward)\nsecond\tline\r")
        #expect(document.elements.first { $0.name == "skipped" }?.attributes["message"] == "line\nend")
        #expect(document.elements.first { $0.name == "system-out" }?.text == "<risk>\nanother")
    }

    @Test("what XML has no way to write is shown as what cannot be shown")
    func forbiddenCharacters() throws {
        let text = String(String.UnicodeScalarView((0..<0x20).compactMap(Unicode.Scalar.init)))
        let document = try ParsedXML(
            JUnitReport(suite: "s", cases: [JUnitReport.Case("c", failures: [text + "\u{FFFE}\u{FFFF}"])]).text)
        let failure = try #require(document.elements.first { $0.name == "failure" })
        #expect(failure.text.unicodeScalars.count { $0 == "\u{FFFD}" } == 0x20 - 3 + 2)
        #expect(failure.text.contains("\t\n"))
    }

    @Test("as a person reads it")
    func layout() {
        let report = JUnitReport(
            suite: "s",
            cases: [JUnitReport.Case("one", failures: []), JUnitReport.Case("two", failures: ["wrong"], output: ["x"])])
        #expect(
            report.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="2" failures="1" errors="0">
                  <testsuite name="s" tests="2" failures="1" errors="0" skipped="0">
                    <testcase classname="s" name="one"/>
                    <testcase classname="s" name="two">
                      <failure message="wrong" type="two">wrong</failure>
                      <system-out>x</system-out>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }
}
