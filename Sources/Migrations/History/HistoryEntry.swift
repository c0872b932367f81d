import FoundationEssentials

/// What the database's history says of one version: the last run, in either direction.
struct HistoryEntry: Sendable, Hashable {
    /// How the last run ended.
    enum State: String, Sendable, Hashable {
        /// A run outside a transaction began and has not ended, or ended with its process.
        case running
        /// It ended well.
        case done
        /// A run outside a transaction stopped at a statement.
        case failed
    }

    /// The version.
    let version: Int
    /// The migration's name at that time.
    let name: String
    /// SHA-256 of its file at that time, in lower-case hexadecimal.
    let checksum: String
    /// Which way it ran.
    let direction: MigrationDirection
    /// How it ended.
    let state: State
    /// How many statements the section has.
    let statementsTotal: Int
    /// How many of them are done.
    let statementsDone: Int
    /// When it began, by the server's clock.
    let startedAt: Date
    /// How long it took; nil while it has not ended.
    let duration: Duration?
    /// SHA-256 of each statement of the section at that time, in lower-case hexadecimal.
    let statementHashes: [String]
    /// The number from 1 of the statement that a run outside a transaction was about to run; nil between statements.
    let statementBegun: Int?

    /// Whether the migration is in effect.
    var isApplied: Bool { direction == .up && state == .done }
    /// Whether it stands half-way.
    var isUnfinished: Bool { state != .done }
}
