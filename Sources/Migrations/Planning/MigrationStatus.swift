public import FoundationEssentials

/// Where one version stands.
public struct MigrationStatus: Sendable, Hashable {
    /// Where a version stands.
    public enum State: String, Sendable, Hashable {
        /// In effect, and its file is what was applied.
        case applied
        /// Not applied yet, or rolled back.
        case pending
        /// Not applied, and below the newest applied version: it will be refused.
        case outOfOrder
        /// In effect, but its file has changed since.
        case changed
        /// In effect, but its file is gone.
        case missing
        /// It runs outside a transaction and stopped half-way.
        case unfinished
    }

    /// The version.
    public let version: Int
    /// Its name.
    public let name: String
    /// Where it stands.
    public let state: State
    /// When it was applied, by the server's clock; nil unless it is in effect.
    public let appliedAt: Date?
    /// How long that took.
    public let duration: Duration?
}
