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

    /// How many files were looked at.
    public let fileCount: Int
    /// What the rules object to, file by file, from top to bottom.
    public let findings: [LintFinding]
    /// The files that could not be judged.
    public let failures: [Failure]

    /// A report that also names files that could not be read.
    public func adding(_ more: [Failure]) -> LintReport {
        LintReport(fileCount: fileCount + more.count, findings: findings, failures: failures + more)
    }
}
