import StatementAnalysis

/// What a `DO` block runs, as far as its text tells.
struct LintedBlock {
    /// Its statements with those of blocks within it, in the order of the text.
    let statements: [LintedStatement]
    /// What it reads and calls besides.
    let expressions: [SyntaxNode]
    /// The script's lines with statements that are made up as it runs.
    let dynamicLines: [Int]
    /// The script's lines with a COMMIT or ROLLBACK of the block's own.
    let transactionLines: [Int]

    /// - Parameters:
    ///   - byteOffset: where the DO statement begins in the file's UTF-8 bytes.
    ///   - outer: the block that it stands in itself.
    /// - Returns: nil for any other statement, and for a block in another language.
    /// - Throws: `ParseError` for a block that cannot be taken apart.
    init?(_ statement: SQLStatement, byteOffset: Int, within outer: LintedStatement.Outer?) throws(ParseError) {
        guard let block = try ProceduralBlock(statement) else { return nil }
        let outermost = outer ?? LintedStatement.Outer(byteOffset: byteOffset, length: statement.text.utf8.count)
        var statements: [LintedStatement] = []
        var dynamicLines = block.dynamicLines
        for part in block.parts {
            guard let tree = try? SyntaxNode(parsing: part.statement.text) else {
                dynamicLines.append(part.statement.line)
                continue
            }
            let inner = LintedStatement(
                text: part.statement, tree: tree, byteOffset: byteOffset + part.statement.byteOffset,
                within: outermost, isVerbatim: part.isVerbatim,
                isConditional: part.isConditional)
            statements.append(inner)
            if let block = try? inner.block.get() {
                statements += block.statements
                dynamicLines += block.dynamicLines
            }
        }
        self.statements = statements
        self.dynamicLines = dynamicLines
        transactionLines = block.transactionLines
        expressions = block.expressions.compactMap { try? SyntaxNode(parsing: $0) }
    }
}
