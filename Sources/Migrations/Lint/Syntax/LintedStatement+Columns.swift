import StatementAnalysis

/// Columns that a rule objects to for one reason.
struct JudgedColumns {
    let nodes: [SyntaxNode]

    var first: SyntaxNode? { nodes.first }

    /// Up to three names: `a, b, c and 4 more`.
    var names: String {
        let names = nodes.compactMap { $0.text("colname") }
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}

extension LintedStatement {
    /// The new columns that meet a condition, all as one: a statement is one finding, however many columns it makes.
    func columns(where condition: (SyntaxNode) -> Bool) -> [JudgedColumns] {
        let columns = newColumns.filter(condition)
        return columns.isEmpty ? [] : [JudgedColumns(nodes: columns)]
    }
}
