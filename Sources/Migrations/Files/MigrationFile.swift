public import StatementAnalysis

/// One migration as its file states it.
public struct MigrationFile: Sendable, Hashable {
    /// The number its name begins with; the order of application.
    public let version: Int
    /// What follows the number in its name, without `.sql`.
    public let name: String
    /// The path it was read from.
    public let path: String
    /// SHA-256 of the file's bytes, in lower-case hexadecimal; with includes, of its bytes and those of each file.
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
    /// Whether `down` runs in one transaction; false for `-- migrate:down transaction:false`.
    public let downTransactional: Bool
    /// Where the lines of its statements stand.
    let origins: LineOrigins

    /// The file's name, for messages.
    public var fileName: String { SourceFile.name(of: path) }

    /// Where a statement's line stands: in this file, or in one that it includes.
    /// - Parameter line: a line of `up`, `down` or `verify`.
    /// - Returns: the file's name, or an included file's path below the migrations' folder, and the line in it.
    public func place(ofLine line: Int) -> (file: String, line: Int) {
        let place = origins.place(of: line)
        return (place?.file ?? fileName, place?.line ?? line)
    }
}
