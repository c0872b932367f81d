import Crypto

/// What a run will do, in order.
public struct MigrationPlan: Sendable, Hashable {
    /// One migration to run, one way.
    public struct Step: Sendable, Hashable {
        /// Which way.
        public let direction: MigrationDirection
        /// The migration.
        public let file: MigrationFile
    }

    /// What was asked.
    public let request: MigrationRequest
    /// The migrations to run, in order; empty when there is nothing to do.
    public let steps: [Step]
    /// SHA-256 over the steps, their files and the history they start from, in lower-case hexadecimal: equal hashes
    /// mean that the same would be done to the same state.
    public let hash: String

    init(_ request: MigrationRequest, steps: [Step], history: [HistoryEntry]) {
        self.request = request
        self.steps = steps
        var lines = steps.map { "step \($0.direction.rawValue) \($0.file.version) \($0.file.checksum)" }
        lines += history.sorted { $0.version < $1.version }.map {
            "history \($0.version) \($0.checksum) \($0.direction.rawValue) \($0.state.rawValue) \($0.statementsDone)"
        }
        switch request {
        case .apply, .rollback: break
        case .resume: lines.append("resume")
        case .repair(let count, _): lines.append("repair at \(count)")
        }
        hash = SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)).hexadecimal
    }
}
