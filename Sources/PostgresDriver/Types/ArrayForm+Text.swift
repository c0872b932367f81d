// The text form of an array: {a,"b,c",NULL}, after its bounds where they do not begin with 1: [0:1]={a,b}.
extension ArrayForm {
    func encodeText<Value: PostgresEncodable>(_ array: some Collection<Value?>, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for element in array {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            guard let element else {
                bytes.append(contentsOf: "NULL".utf8)
                continue
            }
            var encoded: [UInt8] = []
            element.encode(into: &encoded)
            bytes.append(UInt8(ascii: "\""))
            for byte in encoded {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

/// The elements of an array in text form, one after the other.
struct TextArrayElements {
    private var scanner: TextScanner
    private let elementType: UInt32
    /// Where an element is put together without its quotes and backslashes. As large as the whole array.
    private let scratch: UnsafeMutableRawBufferPointer
    private var isFirst = true

    /// - Throws: When the array has more than one dimension, or does not begin like one.
    init(_ cell: Cell, elementType: UInt32, scratch: UnsafeMutableRawBufferPointer) throws(DecodingMismatch) {
        scanner = TextScanner(cell.bytes)
        self.elementType = elementType
        self.scratch = scratch
        if scanner.peeked == UInt8(ascii: "[") {
            while let byte = scanner.next(), byte != UInt8(ascii: "=") {}
        }
        var dimensions = 0
        while scanner.take("{") { dimensions += 1 }
        guard dimensions > 0 else { throw ArrayForm.malformed }
        guard dimensions == 1 else { throw ArrayForm.multidimensional(dimensions) }
    }

    mutating func next() throws(DecodingMismatch) -> ArrayForm.Element? {
        if scanner.take("}") {
            guard scanner.isAtEnd else { throw ArrayForm.malformed }
            return nil
        }
        guard isFirst || scanner.take(",") else { throw ArrayForm.malformed }
        isFirst = false
        let isQuoted = scanner.take("\"")
        let length = isQuoted ? quoted() : unquoted()
        guard let length else { throw ArrayForm.malformed }
        let bytes = UnsafeRawBufferPointer(rebasing: scratch[..<length])
        if !isQuoted, bytes.elementsEqual("NULL".utf8) { return .null }
        return .value(Cell(type: elementType, format: .text, bytes: bytes))
    }

    /// Copies what stands up to the closing quote, and goes past that.
    private mutating func quoted() -> Int? {
        var length = 0
        while let byte = scanner.next() {
            if byte == UInt8(ascii: "\"") { return length }
            guard let plain = byte == UInt8(ascii: "\\") ? scanner.next() : byte else { return nil }
            scratch[length] = plain
            length += 1
        }
        return nil
    }

    /// Copies what stands before the next comma or the closing brace.
    private mutating func unquoted() -> Int? {
        var length = 0
        while let byte = scanner.peeked, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") {
            scratch[length] = byte
            length += 1
            _ = scanner.next()
        }
        return length > 0 ? length : nil
    }
}
