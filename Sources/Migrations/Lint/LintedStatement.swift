import StatementAnalysis

/// A statement with its parse tree and its place in the file.
struct LintedStatement {
    let text: SQLStatement
    let tree: SyntaxNode
    /// Where it begins in the file's UTF-8 bytes.
    let byteOffset: Int
    /// What it does where it is an ALTER TABLE; nearly every rule asks.
    let alterTable: AlterTable?

    init(text: SQLStatement, tree: SyntaxNode, byteOffset: Int) {
        self.text = text
        self.tree = tree
        self.byteOffset = byteOffset
        alterTable = AlterTable(tree)
    }

    var kind: String { tree.kind }
    var summary: String { text.summary }
    var line: Int { text.line }
    /// Where it stands in the file's UTF-8 bytes.
    var bytes: Range<Int> { byteOffset..<byteOffset + text.text.utf8.count }
}
