public import PostgresCatalog

/// What a rehearsal found.
public struct RehearsalReport: Sendable, Hashable {
    /// Under what circumstances a migration was rehearsed.
    public enum Situation: String, Sendable, Hashable, Codable {
        /// In the copy as it is.
        case alone
        /// While another database of the cluster has the migration applied, and so uses the roles it made.
        case besideAnotherDatabase
        /// After writes as an application makes them.
        case afterWrites
    }

    /// What is wrong.
    public enum Problem: Sendable, Hashable {
        /// The up failed, in these words.
        case upFailed(String)
        /// The down failed, in these words.
        case downFailed(String)
        /// After the down the database is not as it was before the up.
        case notUndone([FingerprintDifference])
        /// After up, down and up the database is not as it was after the first up.
        case notMadeAgain([FingerprintDifference])
        /// Up again after the down, rows are missing that had been written before it.
        case rowsLost([FingerprintDifference])
    }

    /// What is wrong with one migration.
    public struct Finding: Sendable, Hashable {
        /// The migration's file.
        public let file: String
        /// Under what circumstances.
        public let situation: Situation
        /// What is wrong.
        public let problem: Problem
    }

    /// The versions whose up and down were run.
    public internal(set) var rehearsed: [Int] = []
    /// The versions that were to be, and stand behind one whose up failed.
    public internal(set) var left: [Int] = []
    /// The files that cannot be undone, and why.
    public internal(set) var irreversible: [String: String] = [:]
    /// Everything that is wrong.
    public internal(set) var findings: [Finding] = []
    /// What downs kept on purpose: tables `dal.retained_…`, which the up takes back.
    public internal(set) var kept: Set<String> = []
    /// Sequences that stand further on than before, as drawn numbers are never given back.
    public internal(set) var drawn: Set<String> = []
    /// What the copy has not as the original has it.
    public internal(set) var notCopied: [FingerprintDifference] = []

    /// Whether every down undid its up.
    public var holds: Bool { findings.isEmpty }
}

extension RehearsalReport.Finding: CustomStringConvertible {
    /// File, circumstances and problem, and what differs below.
    public var description: String {
        let (words, details) = problem.words
        return (["\(file): \(words)\(situation.words)"] + details.map { $0.indented }).joined(separator: "\n")
    }
}

extension RehearsalReport.Situation {
    fileprivate var words: String {
        switch self {
        case .alone: ""
        case .besideAnotherDatabase: ", while another database uses the same roles"
        case .afterWrites: ", after writes"
        }
    }
}

extension RehearsalReport.Problem {
    fileprivate var words: (String, [String]) {
        switch self {
        case .upFailed(let reason): ("the up failed", [reason])
        case .downFailed(let reason): ("the down failed", [reason])
        case .notUndone(let differences) where differences.allSatisfy(\.isColumnOrder):
            (
                "the down brought everything back, but not in its order",
                differences.map(\.description) + [
                    "A column that is added stands last: name columns in INSERT and COPY."
                ]
            )
        case .notUndone(let differences): ("the down did not undo", differences.map(\.description))
        case .notMadeAgain(let differences):
            ("after the down, the up made something else", differences.map(\.description))
        case .rowsLost(let differences): ("the down lost rows", differences.map(\.description))
        }
    }
}

extension String {
    fileprivate var indented: String { split(separator: "\n").map { "  \($0)" }.joined(separator: "\n") }
}
