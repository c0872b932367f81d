/// One place in a migration that a rule objects to.
public struct LintFinding: Sendable, Hashable, Encodable {
    /// The rule's name, which is also the name of its page in `docs/lint-rules`.
    public let rule: String
    /// How much it weighs.
    public let severity: LintSeverity
    /// The file's path as it was given.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in characters.
    public let column: Int
    /// What happens to a live system.
    public let message: String
    /// What to write instead.
    public let advice: String
    /// The line as it stands in the file; literals of statements that may hold a password are left out.
    public let source: String
}
