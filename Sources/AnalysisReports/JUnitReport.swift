/// Findings as JUnit's XML, in what Jenkins, GitLab and most other continuous integration read of it: a suite with a
/// case for everything that was looked at, and at most one failure in each.
package struct JUnitReport: Hashable, Sendable {
    /// One thing that was looked at.
    package struct Case: Hashable, Sendable {
        let name: String
        let failures: [String]
        let skipped: String?
        let output: [String]

        /// - Parameters:
        ///   - name: what was looked at.
        ///   - failures: what is wrong with it, a line each; without any it passed.
        ///   - skipped: why it could not be judged.
        ///   - output: what else there is to say, a line each.
        package init(_ name: String, failures: [String], skipped: String? = nil, output: [String] = []) {
            self.name = name
            self.failures = failures
            self.skipped = skipped
            self.output = output
        }
    }

    private struct Suite: Hashable {
        let name: String
        let cases: [Case]
        let output: [String]
    }

    private let suites: [Suite]

    /// - Parameters:
    ///   - suite: what looked, such as `dal access verify`.
    ///   - cases: what it looked at.
    ///   - output: what there is to say about all of it, a line each.
    package init(suite: String, cases: [Case], output: [String] = []) {
        suites = [Suite(name: suite, cases: cases, output: output)]
    }

    /// The suites of several reports in one, in this order.
    package init(_ first: JUnitReport, _ others: [JUnitReport]) {
        suites = first.suites + others.flatMap(\.suites)
    }

    /// As XML 1.0 in UTF-8.
    package var text: String {
        let root = XMLElement(
            "testsuites", Self.counts(suites.flatMap(\.cases)), children: suites.map(Self.element))
        return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"] + root.lines() + [""]).joined(separator: "\n")
    }

    private static func element(_ suite: Suite) -> XMLElement {
        let skipped = suite.cases.count { $0.skipped != nil }
        return XMLElement(
            "testsuite", [("name", suite.name)] + counts(suite.cases) + [("skipped", "\(skipped)")],
            children: suite.cases.map { $0.element(of: suite.name) } + XMLElement.output(suite.output))
    }

    private static func counts(_ cases: [Case]) -> [(String, String)] {
        let failed = cases.count { !$0.failures.isEmpty }
        return [("tests", "\(cases.count)"), ("failures", "\(failed)"), ("errors", "0")]
    }
}

extension JUnitReport.Case {
    fileprivate func element(of suite: String) -> XMLElement {
        var children: [XMLElement] = []
        if let skipped { children.append(XMLElement("skipped", [("message", skipped)])) }
        if let first = failures.first {
            let message = failures.count == 1 ? first : "\(failures.count) findings, the first: \(first)"
            children.append(
                XMLElement(
                    "failure", [("message", message), ("type", name)], text: failures.joined(separator: "\n")))
        }
        return XMLElement(
            "testcase", [("classname", suite), ("name", name)], children: children + XMLElement.output(output))
    }
}

extension XMLElement {
    fileprivate static func output(_ lines: [String]) -> [XMLElement] {
        lines.isEmpty ? [] : [XMLElement("system-out", text: lines.joined(separator: "\n"))]
    }
}
