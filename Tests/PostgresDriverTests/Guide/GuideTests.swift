import FoundationEssentials
import Testing

@Suite("The guide docs/driver.md")
struct GuideTests {
    private static let tests = String(#filePath.prefix(through: #filePath.lastIndex(of: "/") ?? #filePath.startIndex))
    private static let page = "\(tests)../../../docs/driver.md"

    private func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Each snippet by its name; two of one name are an error.
    private func byName(_ snippets: [Snippet], in place: String) -> [String: [String]] {
        var byName: [String: [String]] = [:]
        for snippet in snippets {
            #expect(byName[snippet.name] == nil, "\(place) has two snippets \(snippet.name)")
            byName[snippet.name] = snippet.lines
        }
        return byName
    }

    @Test("shows the very code that these tests run, all of it and nothing else")
    func matches() throws {
        let shown = byName(try Snippet.shown(in: text(of: Self.page), file: "docs/driver.md"), in: "docs/driver.md")
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.tests).filter {
            $0.hasSuffix("Guide.swift")
        }
        let run = byName(
            try files.flatMap { try Snippet.run(in: text(of: Self.tests + $0), file: $0) }, in: "Guide/")
        #expect(!run.isEmpty)
        for name in Set(shown.keys).union(run.keys).sorted() {
            switch (shown[name], run[name]) {
            case (let shown?, let run?):
                guard shown != run else { continue }
                let report = Snippet.difference(from: shown, to: run)
                Issue.record("docs/driver.md is to follow the snippet \(name):\n\(report)")
            case (_?, nil): Issue.record("docs/driver.md shows \(name), which no test in Guide/ runs")
            case (nil, let run): Issue.record("docs/driver.md lacks \(name):\n\((run ?? []).joined(separator: "\n"))")
            }
        }
    }
}
