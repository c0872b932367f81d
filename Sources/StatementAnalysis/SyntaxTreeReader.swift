/// Reads the parser library's JSON into a flat tree, without recursion.
///
/// A node of any type is printed as an object around an object, `{"CreateStmt":{…}}`; no field's name begins with a
/// capital letter. The two become one entry with a kind.
struct SyntaxTreeReader {
    private struct Open {
        let entry: Int
        /// The inner of two objects that are one entry.
        let isInner: Bool
    }

    private var rest: UnsafeRawBufferPointer.SubSequence
    private var entries: [SyntaxNode.Entry] = []
    private var open: [Open] = []
    private var field = ""

    /// - Returns: The entries, or nil for a text that is not such JSON.
    static func entries(of json: UnsafeRawBufferPointer) -> [SyntaxNode.Entry]? {
        var reader = SyntaxTreeReader(rest: json[...])
        return reader.read() && reader.open.isEmpty ? reader.entries : nil
    }

    private init(rest: UnsafeRawBufferPointer.SubSequence) {
        self.rest = rest
    }

    private mutating func read() -> Bool {
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): begin()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard let closed = open.popLast() else { return false }
                if !closed.isInner { entries[closed.entry].end = entries.count }
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\n"): break
            case UInt8(ascii: "\""):
                guard let text = string() else { return false }
                if rest.dropFirst().first == UInt8(ascii: ":") { field = text } else { add(.text(text)) }
            default:
                guard let value = word() else { return false }
                add(value)
            }
            rest = rest.dropFirst()
        }
        return true
    }

    private mutating func begin() {
        if let outer = open.last, !outer.isInner, outer.entry == entries.count - 1, let first = field.utf8.first,
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
        {
            entries[outer.entry].kind = field
            open.append(Open(entry: outer.entry, isInner: true))
            field = ""
        } else {
            open.append(Open(entry: entries.count, isInner: false))
            add(.branch)
        }
    }

    private mutating func add(_ value: SyntaxNode.Entry.Value) {
        entries.append(SyntaxNode.Entry(field: field, value: value, end: entries.count + 1))
        field = ""
    }

    /// A string from its opening quote; its closing one is left.
    private mutating func string() -> String? {
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.first, byte != UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            switch escape {
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0c)
            case UInt8(ascii: "n"): bytes.append(0x0a)
            case UInt8(ascii: "r"): bytes.append(0x0d)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "u"):
                // The library escapes control characters, '<' and '>' so; everything else it prints as UTF-8.
                let digits = String(decoding: rest.prefix(4), as: UTF8.self)
                guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
                bytes.append(contentsOf: String(scalar).utf8)
                rest = rest.dropFirst(4)
            default: bytes.append(escape)
            }
        }
        return rest.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// A number, `true` or `false`; its last byte is left.
    private mutating func word() -> SyntaxNode.Entry.Value? {
        let ends: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]
        let text = String(decoding: rest.prefix { !ends.contains($0) }, as: UTF8.self)
        guard !text.isEmpty else { return nil }
        rest = rest.dropFirst(text.utf8.count - 1)
        if let number = Int(text) { return .number(number) }
        return Bool(text).map { .flag($0) }
    }
}
