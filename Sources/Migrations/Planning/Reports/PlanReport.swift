/// What a plan would do to a live database, statement by statement.
public struct PlanReport: Sendable, Hashable, Encodable {
    /// One migration, one way.
    struct Step: Sendable, Hashable, Encodable {
        let direction: String
        let version: Int
        let name: String
        /// The file's path.
        let path: String
        let sha256: String
        /// Whether everything in it takes effect at once or not at all, and every lock is held to its end.
        let isTransactional: Bool
        let statements: [PlannedStatement]
        /// How many statements verify it afterwards.
        let verifications: Int
        /// What the lint rules object to in it.
        var findings: [LintFinding]
    }

    /// The plan's hash, which `apply` and `rollback` take.
    public let hash: String
    var steps: [Step]

    /// Whether there is nothing to do.
    public var isEmpty: Bool { steps.isEmpty }

    /// The paths of the files it runs, in order.
    public var paths: [String] { steps.map(\.path) }

    /// A report that also says what the lint rules object to in its files.
    public func adding(_ lint: LintReport) -> PlanReport {
        var report = self
        for index in steps.indices {
            report.steps[index].findings += lint.findings(in: steps[index].path)
        }
        return report
    }
}
