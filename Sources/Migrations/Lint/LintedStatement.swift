import StatementAnalysis

/// A statement with its parse tree and its place in the file.
struct LintedStatement {
    /// The DO statement that a statement stands in.
    struct Outer {
        let byteOffset: Int
        let length: Int
    }

    let text: SQLStatement
    let tree: SyntaxNode
    /// Where it begins in the file's UTF-8 bytes.
    let byteOffset: Int
    /// What it does where it is an ALTER TABLE; nearly every rule asks.
    let alterTable: AlterTable?
    /// The outermost DO block that it stands in; nil outside of one.
    let outer: Outer?
    /// Whether its text stands in the file as it is, and not in the string of an EXECUTE.
    let isVerbatim: Bool
    /// Whether its block may not come to it.
    let isConditional: Bool
    /// What it runs where it is a `DO` block in PL/pgSQL; nil where it is none, and why where it cannot be taken apart.
    let block: Result<LintedBlock?, ParseError>

    init(
        text: SQLStatement, tree: SyntaxNode, byteOffset: Int, within outer: Outer? = nil, isVerbatim: Bool = true,
        isConditional: Bool = false
    ) {
        self.isConditional = isConditional
        self.text = text
        self.tree = tree
        self.byteOffset = byteOffset
        self.outer = outer
        self.isVerbatim = isVerbatim
        alterTable = AlterTable(tree)
        do throws(ParseError) {
            block = .success(tree.kind == "DoStmt" ? try LintedBlock(text, byteOffset: byteOffset, within: outer) : nil)
        } catch {
            block = .failure(error)
        }
    }

    var kind: String { tree.kind }
    var summary: String { text.summary }
    var line: Int { text.line }
    /// Where it stands in the file's UTF-8 bytes; the outermost block, for a statement within one.
    var bytes: Range<Int> {
        if let outer { return outer.byteOffset..<outer.byteOffset + outer.length }
        return byteOffset..<byteOffset + text.text.utf8.count
    }

    /// The statements of its block, where it is one that can be taken apart.
    var blockStatements: [LintedStatement] { (try? block.get())?.statements ?? [] }

    /// Where a place in its text is in the file's UTF-8 bytes.
    func place(_ offset: Int) -> Int {
        isVerbatim ? min(byteOffset + offset, bytes.upperBound) : byteOffset
    }
}
