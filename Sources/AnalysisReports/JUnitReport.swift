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

    private let suite: String
    private let cases: [Case]
    private let output: [String]

    /// - Parameters:
    ///   - suite: what looked, such as `dal access verify`.
    ///   - cases: what it looked at.
    ///   - output: what there is to say about all of it, a line each.
    package init(suite: String, cases: [Case], output: [String] = []) {
        self.suite = suite
        self.cases = cases
        self.output = output
    }

    /// As XML 1.0 in UTF-8.
    package var text: String {
        let failed = cases.count { !$0.failures.isEmpty }, skipped = cases.count { $0.skipped != nil }
        let counts: [(String, String)] = [("tests", "\(cases.count)"), ("failures", "\(failed)"), ("errors", "0")]
        let suiteElement = XMLElement(
            "testsuite", [("name", suite)] + counts + [("skipped", "\(skipped)")],
            children: cases.map { $0.element(of: suite) } + XMLElement.output(output))
        let root = XMLElement("testsuites", counts, children: [suiteElement])
        return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"] + root.lines() + [""]).joined(separator: "\n")
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
