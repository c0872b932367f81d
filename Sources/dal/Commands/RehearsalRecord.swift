import Migrations

/// A rehearsal's report for machines.
struct RehearsalRecord: Encodable {
    struct Finding: Encodable {
        var file: String
        var situation: RehearsalReport.Situation
        var problem: String
        /// The finding as people read it.
        var text: String
        /// What differs, where that is the problem.
        var differences: [DifferenceRecord]

        init(_ finding: RehearsalReport.Finding) {
            file = finding.file
            situation = finding.situation
            text = finding.description
            switch finding.problem {
            case .upFailed: (problem, differences) = ("up failed", [])
            case .downFailed: (problem, differences) = ("down failed", [])
            case .notUndone(let found): (problem, differences) = ("not undone", found.map(DifferenceRecord.init))
            case .notMadeAgain(let found): (problem, differences) = ("not made again", found.map(DifferenceRecord.init))
            case .rowsLost(let found): (problem, differences) = ("rows lost", found.map(DifferenceRecord.init))
            }
        }
    }

    var holds: Bool
    var rehearsed: [Int]
    var left: [Int]
    var irreversible: [String: String]
    var findings: [Finding]
    var kept: [String]
    var drawn: [String]
    var notCopied: [DifferenceRecord]

    init(_ report: RehearsalReport) {
        holds = report.holds
        rehearsed = report.rehearsed
        left = report.left
        irreversible = report.irreversible
        findings = report.findings.map(Finding.init)
        kept = report.kept.sorted()
        drawn = report.drawn.sorted()
        notCopied = report.notCopied.map(DifferenceRecord.init)
    }
}
