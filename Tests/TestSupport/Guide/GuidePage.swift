import FoundationEssentials

/// A page of the documentation whose Swift blocks are parts of tests.
package struct GuidePage {
    /// The page, such as `docs/driver.md`.
    package let name: String
    private let page: String
    private let tests: String

    /// - Parameters:
    ///   - name: The page's path in the repository.
    ///   - test: A file in the folder of the tests, `#filePath`, three folders below the repository.
    package init(_ name: String, testedBeside test: String) {
        self.name = name
        tests = String(test.prefix(through: test.lastIndex(of: "/") ?? test.startIndex))
        page = "\(tests)../../../\(name)"
    }

    /// What the page shows and no test runs, what a test runs and the page does not show, and where they differ.
    package func problems() throws -> [String] {
        var problems: [String] = []
        let shown = byName(try Snippet.shown(in: text(of: page), file: name), in: name, &problems)
        let files = try FileManager.default.contentsOfDirectory(atPath: tests).filter { $0.hasSuffix("Guide.swift") }
        let run = byName(
            try files.flatMap { try Snippet.run(in: text(of: tests + $0), file: $0) }, in: tests, &problems)
        if run.isEmpty { problems.append("no test beside \(name) runs a snippet") }
        for snippet in Set(shown.keys).union(run.keys).sorted() {
            switch (shown[snippet], run[snippet]) {
            case (let shown?, let run?):
                guard shown != run else { continue }
                problems.append(
                    "\(name) is to follow the snippet \(snippet):\n\(Snippet.difference(from: shown, to: run))")
            case (_?, nil): problems.append("\(name) shows \(snippet), which no test runs")
            case (nil, let run): problems.append("\(name) lacks \(snippet):\n\((run ?? []).joined(separator: "\n"))")
            }
        }
        return problems
    }

    private func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Each snippet by its name; two of one name are a problem.
    private func byName(_ snippets: [Snippet], in place: String, _ problems: inout [String]) -> [String: [String]] {
        var byName: [String: [String]] = [:]
        for snippet in snippets {
            if byName[snippet.name] != nil { problems.append("\(place) has two snippets \(snippet.name)") }
            byName[snippet.name] = snippet.lines
        }
        return byName
    }
}
