/// One statement of a script.
public struct SQLStatement: Sendable, Hashable {
    /// The statement as written, from its first token to its last, without the `;` that ends it.
    public let text: String
    /// The line of its first token, from 1; comments and blank lines before it do not count.
    public let line: Int
    /// Where its first token stands in the script's UTF-8 bytes.
    public let byteOffset: Int
    /// What a runner of scripts must know about it beforehand.
    public let kind: StatementKind
    /// A short name for messages, in the words of the script: `CREATE TABLE vendors`.
    public let summary: String
}
