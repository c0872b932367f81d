public import StatementAnalysis

/// One migration as its file states it.
public struct MigrationFile: Sendable, Hashable {
    /// The number its name begins with; the order of application.
    public let version: Int
    /// What follows the number in its name, without `.sql`.
    public let name: String
    /// The path it was read from.
    public let path: String
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let checksum: String
    /// What applies it; at least one statement.
    public let up: [SQLStatement]
    /// What undoes it; empty when the file has no `migrate:down` section.
    public let down: [SQLStatement]
    /// What must hold after `up`: queries that return a single true, `DO` blocks that raise otherwise.
    public let verify: [SQLStatement]
    /// Why it cannot be undone, when it says so.
    public let irreversibleReason: String?
    /// Whether `up` runs in one transaction; false for `-- migrate:up transaction:false`.
    public let transactional: Bool

    /// The file's name, for messages.
    public var fileName: String { SourceFile.name(of: path) }
}
