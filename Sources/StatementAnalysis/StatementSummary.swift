/// The short name of a statement in messages: its first words up to the name of what it is about.
enum StatementSummary {
    private static let longest = 80

    static func of(_ tokens: some Collection<SQLToken>) -> String {
        let words = words(of: tokens)
        let first = tokens.first { !$0.isComment }
        let summary = words.isEmpty ? (first?.text ?? "") : words.joined(separator: " ")
        return summary.count > longest ? summary.prefix(longest - 1) + "…" : summary
    }

    /// The words up to the name, and the name.
    static func words(of tokens: some Collection<SQLToken>) -> [String] {
        var words: [String] = []
        var rest = tokens.lazy.filter { !$0.isComment }.makeIterator()
        var next = rest.next()
        while let token = next, token.kind == .keyword || token.text == ",", words.count < 12 {
            if token.text == ",", let last = words.popLast() {
                words.append(last + ",")
            } else if !isNoise(token.text) {
                words.append(token.text)
            }
            next = rest.next()
        }
        if let token = next, token.kind == .identifier {
            words.append(name(startingWith: token, in: &rest))
        }
        return words
    }

    /// A name with its schema: `dal.migration_history`.
    private static func name(startingWith first: SQLToken, in rest: inout some IteratorProtocol<SQLToken>) -> String {
        var name = first.text
        while let dot = rest.next(), dot.text == ".", let part = rest.next() {
            name += "." + part.text
        }
        return name
    }

    private static func isNoise(_ word: String) -> Bool {
        ["if", "not", "exists", "or", "replace", "only"].contains(word.lowercased())
    }
}
