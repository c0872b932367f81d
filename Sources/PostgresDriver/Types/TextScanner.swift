/// Walks through the text form of a value. What does not fit is `nil` or `false`, never a crash.
struct TextScanner {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }
    var remaining: Int { bytes.count - position }

    /// The next byte, which stays where it is.
    var peeked: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func next() -> UInt8? {
        guard let byte = peeked else { return nil }
        position += 1
        return byte
    }

    /// Goes past a text, if it is what comes next.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard remaining >= count else { return false }
        for offset in 0..<count where bytes[position + offset] != text.utf8Start[offset] { return false }
        position += count
        return true
    }

    /// Reads digits, as many as there are up to the most allowed; `nil` when there are fewer than the least.
    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < counts.upperBound, let digit = digit() {
            value = value * 10 + digit
            count += 1
        }
        return count >= counts.lowerBound ? value : nil
    }

    /// Reads one decimal digit.
    mutating func digit() -> Int? {
        guard let byte = peeked, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        position += 1
        return Int(byte - UInt8(ascii: "0"))
    }

    /// Reads two hexadecimal digits.
    mutating func hexadecimalByte() -> UInt8? {
        guard let high = hexadecimalDigit(), let low = hexadecimalDigit() else { return nil }
        return high << 4 | low
    }

    /// Reads three octal digits.
    mutating func octalByte() -> UInt8? {
        guard let value = digits(3...3), value % 10 < 8, value / 10 % 10 < 8, value / 100 < 4 else { return nil }
        return UInt8(value / 100 * 64 + value / 10 % 10 * 8 + value % 10)
    }

    /// Reads what is left as one whole number.
    consuming func wholeNumber() -> Int64? {
        let isNegative = take("-")
        guard !isAtEnd else { return nil }
        var value: Int64 = 0
        while let digit = digit() {
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = product.addingReportingOverflow(isNegative ? -Int64(digit) : Int64(digit))
            guard !overflows, !overflowsToo else { return nil }
            value = sum
        }
        return isAtEnd ? value : nil
    }

    private mutating func hexadecimalDigit() -> UInt8? {
        guard let byte = next() else { return nil }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): return byte - UInt8(ascii: "A") + 10
        default: return nil
        }
    }
}
