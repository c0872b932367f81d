/// One token of a text as PostgreSQL's scanner sees it, comments included.
public struct SQLToken: Sendable, Hashable {
    /// What a token is, as far as telling statements, comments and names apart needs.
    public enum Kind: Sendable, Hashable {
        /// `-- …` up to the end of its line.
        case lineComment
        /// `/* … */`, nested ones included.
        case blockComment
        /// A word of PostgreSQL's grammar, reserved or not.
        case keyword
        /// A name, quoted or not.
        case identifier
        /// A string of any quoting, a number or a parameter.
        case literal
        /// An operator or a punctuation mark; also a backslash, which no statement may contain outside a literal.
        case symbol
    }

    /// What the token is.
    public let kind: Kind
    /// Where the token stands: offsets into the text's UTF-8 bytes.
    public let bytes: Range<Int>
    /// The token as written.
    public let text: String

    /// Whether the token is a comment of either form.
    public var isComment: Bool { kind == .lineComment || kind == .blockComment }

    init(text: String, bytes: Range<Int>, isKeyword: Bool) {
        self.text = text
        self.bytes = bytes
        self.kind = Self.kind(of: text, isKeyword: isKeyword)
    }

    /// The spelling tells the kinds apart; the scanner's token numbers would differ between versions of its grammar.
    private static func kind(of text: String, isKeyword: Bool) -> Kind {
        if isKeyword { return .keyword }
        if text.hasPrefix("--") { return .lineComment }
        if text.hasPrefix("/*") { return .blockComment }
        guard let first = text.utf8.first else { return .symbol }
        switch first {
        case UInt8(ascii: "\""): return .identifier
        case UInt8(ascii: "'"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"): return .literal
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            // E'…', B'…', X'…', N'…' and U&'…' begin like a name and end like a string.
            return text.utf8.last == UInt8(ascii: "'") ? .literal : .identifier
        case UInt8(ascii: "."):
            return text.utf8.count > 1 && text != ".." ? .literal : .symbol
        default: return .symbol
        }
    }
}
