extension SessionHygiene {
    /// Whether a statement may leave a setting behind for the session: everything but a plain read that calls nothing by
    /// name except what cannot. In doubt it may.
    ///
    /// What a view, an operator or a policy of the database's own calls is not seen.
    static func mayLeaveSettings(_ text: String) -> Bool {
        guard isPlainRead(text) else { return true }
        var text = text
        return text.withUTF8(mayCallByName)
    }

    private static func mayCallByName(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "("): if !isHarmless(before: index, text) { return true }
            // A comment may stand between a name and its parenthesis.
            case UInt8(ascii: "-"), UInt8(ascii: "/"):
                let next = index + 1 < text.count ? text[index + 1] : 0
                if next == UInt8(ascii: "-") || next == UInt8(ascii: "*") { return true }
            default: break
            }
        }
        return false
    }

    /// Whether what stands before a parenthesis is an operator, or a word that cannot name a function with an effect.
    private static func isHarmless(before parenthesis: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var end = parenthesis
        while end > 0, text[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        var start = end
        while start > 0, isNamePart(text[start - 1]) { start -= 1 }
        let before = start > 0 ? text[start - 1] : UInt8(ascii: " ")
        guard start < end else { return operators.contains(before) }
        // Behind a point or a quotation mark the word is part of a longer name.
        guard before != UInt8(ascii: "."), before != UInt8(ascii: "\"") else { return false }
        return harmlessWords.contains(String(decoding: text[start..<end], as: UTF8.self).lowercased())
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
        default: false
        }
    }

    private static let operators = Array("(,=<>+-*/%|&!~^".utf8)

    /// Keywords, and the functions of every day.
    private static let harmlessWords: Set<String> = [
        "select", "distinct", "all", "from", "lateral", "join", "on", "using", "where", "and", "or", "not", "in", "any",
        "some", "exists", "between", "like", "ilike", "case", "when", "then", "else", "group", "by", "having", "over",
        "filter", "limit", "offset", "values", "as", "union", "intersect", "except", "materialized", "coalesce",
        "nullif", "greatest", "least", "lower", "count", "sum", "min", "max", "avg",
    ]
}
