public import FoundationEssentials

extension Decimal: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `numeric`.
    public static var postgresType: PostgresType { .numeric }

    /// `numeric[]`.
    public static var postgresArrayType: PostgresType { PostgresType.numeric.array }

    /// Appends the number exactly, with as many decimal places as it has; or NaN.
    public func encode(into bytes: inout [UInt8]) {
        guard !isNaN else { return NumericForm.encodeNaN(into: &bytes) }
        NumericForm(isNegative: isSignMinus, significand: digits, exponent: exponent).encode(into: &bytes)
    }

    /// Reads `numeric` exactly. NaN, ±infinity, numbers of more than 38 digits and numbers whose last digit is beyond 10
    /// to the 127th or below 10 to the −128th are errors, never rounded. `Double` and `String` read them after a cast.
    public init(cell: Cell) throws(DecodingMismatch) {
        let form: NumericForm? =
            switch (cell.isOf(.numeric), cell.format) {
            case (true, .binary): NumericForm(binary: cell)
            case (true, .text): NumericForm(text: cell.bytes)
            case (false, _): nil
            }
        guard let form else {
            throw DecodingMismatch(
                expected: """
                    a finite numeric of at most 38 digits, the last of them from 10^-128 to 10^127; cast others to text
                    """)
        }
        self.init(form)
    }

    private init(_ form: NumericForm) {
        let significand: Decimal
        if let short = UInt64(exactly: form.significand) {
            significand = Decimal(short)
        } else {
            let (high, low) = form.significand.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
            significand =
                Decimal(sign: .plus, exponent: 19, significand: Decimal(UInt64(truncatingIfNeeded: high)))
                + Decimal(UInt64(truncatingIfNeeded: low))
        }
        self.init(
            sign: form.isNegative ? .minus : .plus, exponent: form.exponent, significand: significand)
    }
}

// FoundationEssentials gives a significand out as a `Decimal` or as text alone, and text costs a microsecond or two.
extension Decimal {
    /// How `Decimal` lies in memory on Linux: the exponent; in four bits, how many words of the significand are in use; the
    /// words, lowest first.
    private enum Layout {
        static let size = 20
        static let lengthOffset = 1
        static let lengthShift: UInt8 = 4
        static let significandOffset = 4
        static let wordBits = 16

        /// Whether that is so in the Foundation at hand: tried once, with a number of which every byte is another.
        static let isKnown: Bool = {
            let wanted: UInt128 = 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10
            let short = Decimal(UInt64(0x0102_0304_0506))
            guard MemoryLayout<Decimal>.size == size, let long = Decimal(string: wanted.description) else {
                return false
            }
            return long.wordsInMemory == wanted && short.wordsInMemory == 0x0102_0304_0506
                && Decimal(0).wordsInMemory == 0
        }()
    }

    private var wordsInMemory: UInt128 {
        withUnsafeBytes(of: self) { bytes in
            let count = Int(bytes[Layout.lengthOffset] >> Layout.lengthShift)
            let words = UInt128(
                littleEndian: bytes.loadUnaligned(fromByteOffset: Layout.significandOffset, as: UInt128.self))
            return count < 8 ? words & ((1 << UInt128(count * Layout.wordBits)) - 1) : words
        }
    }

    /// The significand, which has at most 39 digits.
    private var digits: UInt128 {
        if Layout.isKnown { return wordsInMemory }
        return significand.description.utf8.reduce(into: UInt128(0)) { value, digit in
            value = value &* 10 &+ UInt128(digit &- UInt8(ascii: "0"))
        }
    }
}
