/// What the linter has to say about a number of files.
public struct LintReport: Sendable, Hashable, Encodable {
    /// A file that no runner would accept, so that there is nothing to judge.
    public struct Failure: Sendable, Hashable, Encodable {
        /// The file's path as it was given.
        public let file: String
        /// The line, from 1, where one is to blame.
        public let line: Int?
        /// What is wrong with it.
        public let message: String
        /// What to do next.
        public let advice: String?

        /// A failure to read or divide the file at a path.
        public init(_ error: MigrationError, path: String) {
            file = path
            line = error.line
            message = error.message
            advice = error.advice
        }
    }

    private enum CodingKeys: CodingKey {
        case fileCount, findings, failures
    }

    /// How many files were looked at.
    public let fileCount: Int
    /// What the rules object to, file by file, from top to bottom.
    public let findings: [LintFinding]
    /// The files that could not be judged.
    public let failures: [Failure]
    /// Which of the findings a file has, in itself and in what it includes.
    private let places: [String: Range<Int>]

    /// - Parameter judged: The findings of each file that was judged, with the file's path.
    init(fileCount: Int, judged: [(path: String, findings: [LintFinding])], failures: [Failure]) {
        self.fileCount = fileCount
        self.failures = failures
        var places: [String: Range<Int>] = [:]
        var findings: [LintFinding] = []
        for file in judged {
            places[file.path] = findings.count..<findings.count + file.findings.count
            findings += file.findings
        }
        self.places = places
        self.findings = findings
    }

    private init(_ report: LintReport, adding more: [Failure]) {
        (fileCount, findings, places) = (report.fileCount + more.count, report.findings, report.places)
        failures = report.failures + more
    }

    /// What the rules object to in one file and in what it includes.
    func findings(in path: String) -> [LintFinding] { places[path].map { Array(findings[$0]) } ?? [] }

    /// A report that also names files that could not be read.
    public func adding(_ more: [Failure]) -> LintReport {
        LintReport(self, adding: more)
    }
}
