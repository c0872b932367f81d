public import FoundationEssentials

/// What the database's history says of one version: the last run, in either direction.
public struct HistoryEntry: Sendable, Hashable {
    /// How the last run ended.
    public enum State: String, Sendable, Hashable {
        /// A run outside a transaction began and has not ended, or ended with its process.
        case running
        /// It ended well.
        case done
        /// A run outside a transaction stopped at a statement.
        case failed
    }

    /// The version.
    public let version: Int
    /// The migration's name at that time.
    public let name: String
    /// SHA-256 of its file at that time, in lower-case hexadecimal.
    public let checksum: String
    /// Which way it ran.
    public let direction: MigrationDirection
    /// How it ended.
    public let state: State
    /// How many statements the section has.
    public let statementsTotal: Int
    /// How many of them are done.
    public let statementsDone: Int
    /// When it began, by the server's clock.
    public let startedAt: Date
    /// How long it took; nil while it has not ended.
    public let duration: Duration?

    /// Whether the migration is in effect.
    public var isApplied: Bool { direction == .up && state == .done }
    /// Whether it stands half-way.
    public var isUnfinished: Bool { state != .done }
}
