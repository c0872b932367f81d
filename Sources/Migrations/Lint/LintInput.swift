/// A file to be judged: its path, for findings to name, and its bytes.
public struct LintInput: Sendable, Hashable {
    /// The path, as findings are to show it.
    public let path: String
    /// The file's bytes.
    public let content: [UInt8]
    /// What it may include by `\i` and `\ir`; nil refuses them as any other command of psql.
    public let includes: IncludeScope?

    /// A file whose bytes are at hand.
    public init(path: String, content: [UInt8], includes: IncludeScope? = nil) {
        self.path = path
        self.content = content
        self.includes = includes
    }

    /// Reads a file.
    /// - Throws: `MigrationError` when it cannot be read.
    public init(path: String, includes: IncludeScope? = nil) throws(MigrationError) {
        self.init(path: path, content: try SourceFile.content(of: path), includes: includes)
    }
}
