public import FoundationEssentials

extension Decimal: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `numeric`.
    public static var postgresType: PostgresType { .numeric }

    /// `numeric[]`.
    public static var postgresArrayType: PostgresType { PostgresType.numeric.array }

    /// Appends the number exactly, with as many decimal places as it has; or NaN.
    public func encode(into bytes: inout [UInt8]) {
        guard !isNaN else { return NumericForm.encodeNaN(into: &bytes) }
        // FoundationEssentials gives a significand out in no other way. It has at most 39 digits, which UInt128 holds.
        let significand = significand.description.utf8.reduce(into: UInt128(0)) { value, digit in
            value = value &* 10 &+ UInt128(digit &- UInt8(ascii: "0"))
        }
        NumericForm(isNegative: isSignMinus, significand: significand, exponent: exponent).encode(into: &bytes)
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
