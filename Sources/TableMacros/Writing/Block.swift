extension [String] {
    /// The declarations or statements between braces, indented.
    var block: String {
        if isEmpty { return "{}" }
        return "{\n" + map { "    \($0.indented)" }.joined(separator: "\n") + "\n}"
    }

    /// The parameters or arguments between parentheses, each on a line of its own when they are many.
    var list: String {
        let line = joined(separator: ", ")
        if count < 2 || line.count < 80 { return "(\(line))" }
        return "(\n" + map { "    \($0.indented)" }.joined(separator: ",\n") + "\n)"
    }
}

extension String {
    /// The text, all its lines but the first indented.
    var indented: String { split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    ") }

    /// The text as a literal of Swift.
    var literal: String { debugDescription }
}
