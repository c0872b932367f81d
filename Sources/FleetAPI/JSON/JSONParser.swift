/// Reads one JSON value (RFC 8259). Stricter than the RFC has to be: an object that names a member twice is refused,
/// because readers differ on which of the two counts.
struct JSONParser {
    /// Why a text is no JSON that this API takes; the texts may be shown.
    enum Failure: Error, Equatable {
        case malformed
        case tooDeep
        case tooManyMembers
        case repeatedMember
    }

    /// Arrays and objects within each other.
    static let maximumDepth = 16
    /// Of one object.
    static let maximumMembers = 100

    private let bytes: [UInt8]
    private var position = 0

    /// The value of a whole text.
    ///
    /// - Parameter bytes: UTF-8, checked by the caller.
    static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipWhitespace()
        guard parser.position == bytes.count else { throw .malformed }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipWhitespace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ word: StaticString) throws(Failure) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw .malformed }
            position += 1
        }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        skipWhitespace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return try string().map(JSONValue.string) ?? .brokenString
        case UInt8(ascii: "t"):
            try expect("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        default: return try number()
        }
    }
}

// MARK: - Objects and arrays

extension JSONParser {
    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep }
        position += 1
        var members: [String: JSONValue] = [:]
        skipWhitespace()
        if take("}") { return .object(members) }
        repeat {
            skipWhitespace()
            guard next == UInt8(ascii: "\""), let name = try string() else { throw .malformed }
            skipWhitespace()
            guard take(":") else { throw .malformed }
            guard members.updateValue(try value(depth: depth), forKey: name) == nil else { throw .repeatedMember }
            guard members.count <= Self.maximumMembers else { throw .tooManyMembers }
            skipWhitespace()
        } while take(",")
        guard take("}") else { throw .malformed }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep }
        position += 1
        var elements: [JSONValue] = []
        skipWhitespace()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth))
            skipWhitespace()
        } while take(",")
        guard take("]") else { throw .malformed }
        return .array(elements)
    }
}

// MARK: - Numbers

extension JSONParser {
    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// At least one.
    private mutating func digits() throws(Failure) {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw .malformed }
    }
}

// MARK: - Strings

extension JSONParser {
    /// nil when half a surrogate pair stands in it.
    private mutating func string() throws(Failure) -> String? {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if take("\"") { return String(decoding: bytes[start..<(position - 1)], as: UTF8.self) }
        return try escapedString(Array(bytes[start..<position]))
    }

    /// - Parameter beginning: what was read of the string before its first escape.
    private mutating func escapedString(_ beginning: [UInt8]) throws(Failure) -> String? {
        var text = beginning
        var isWhole = true
        while let byte = next, byte >= 0x20 {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return isWhole ? String(decoding: text, as: UTF8.self) : nil
            case UInt8(ascii: "\\"):
                if let scalar = try escape() { text += Array(String(scalar).utf8) } else { isWhole = false }
            default: text.append(byte)
            }
        }
        throw .malformed
    }

    /// What stands after a backslash; nil for half a surrogate pair.
    private mutating func escape() throws(Failure) -> Unicode.Scalar? {
        guard let byte = next else { throw .malformed }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw .malformed
        }
    }

    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar? {
        let first = try fourHexDigits()
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        let afterFirst = position
        if take("\\"), take("u") {
            let second = try fourHexDigits()
            if (0xDC00...0xDFFF).contains(second) {
                return Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
            }
        }
        position = afterFirst
        return nil
    }

    private mutating func fourHexDigits() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        return value
    }
}
