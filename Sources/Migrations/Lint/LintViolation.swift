import StatementAnalysis

/// What a rule objects to, before its place is worked out.
struct LintViolation {
    /// The statement; nil for what the whole file lacks.
    let statement: LintedStatement?
    /// Where in the statement: an offset into its UTF-8 bytes.
    let byteOffset: Int
    /// What happens to a live system.
    let message: String
    /// What to write instead.
    let advice: String

    init(_ statement: LintedStatement?, at node: SyntaxNode? = nil, _ message: String, advice: String) {
        self.statement = statement
        self.byteOffset = node?.byteOffset ?? 0
        self.message = message
        self.advice = advice
    }
}
