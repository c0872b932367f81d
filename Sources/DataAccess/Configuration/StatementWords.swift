/// The words of a statement's text from its beginning, in capitals, without comments.
struct StatementWords {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    /// The next word; empty when there is none there.
    mutating func next() -> String {
        while skipSpace() || skipComment() {}
        let word = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        rest = rest.dropFirst(word.count)
        return Substring(word).uppercased()
    }

    private mutating func skipSpace() -> Bool {
        let spaces = rest.prefix { $0 == UInt8(ascii: " ") || (0x09...0x0d).contains($0) }
        rest = rest.dropFirst(spaces.count)
        return !spaces.isEmpty
    }

    private mutating func skipComment() -> Bool {
        if rest.starts(with: "--".utf8) {
            rest = rest.drop { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            return true
        }
        guard rest.starts(with: "/*".utf8) else { return false }
        var depth = 0
        repeat {
            let step = rest.starts(with: "/*".utf8) ? 1 : rest.starts(with: "*/".utf8) ? -1 : 0
            depth += step
            rest = rest.dropFirst(step == 0 ? 1 : 2)
        } while depth > 0 && !rest.isEmpty
        return true
    }
}
