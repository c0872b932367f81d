/// A decimal number in parts, ± significand × 10 to the exponent, as `numeric` travels. Exact: what does not fit is `nil`.
struct NumericForm: Hashable {
    /// `Decimal` holds this many digits whatever they are.
    static let mostDigits = 38
    static let exponents = -128...127

    private static let headerBytes = 8
    /// 38 digits, the first and the last of them alone in their groups of four.
    private static let mostGroups = 11
    private static let limit: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

    private enum Sign {
        static let positive: UInt16 = 0x0000
        static let negative: UInt16 = 0x4000
        static let notANumber: UInt16 = 0xC000
    }

    let isNegative: Bool
    private(set) var significand: UInt128
    private(set) var exponent: Int

    init(isNegative: Bool, significand: UInt128, exponent: Int) {
        self.isNegative = isNegative
        self.significand = significand
        self.exponent = exponent
    }

    /// Brings the number within what `Decimal` holds; `false` when it is not exact there.
    private mutating func fit() -> Bool {
        guard significand < Self.limit else { return false }
        guard significand != 0 else {
            exponent = 0
            return true
        }
        // `Decimal` takes zeros at the end into the exponent, which must not grow too large by that.
        while significand % 10 == 0, exponent < Self.exponents.lowerBound || exponent > Self.exponents.upperBound - 38 {
            significand /= 10
            exponent += 1
        }
        return Self.exponents.contains(exponent)
    }
}

// MARK: Binary
extension NumericForm {
    /// Reads the number of groups, the first one's weight, the sign, the number of decimal places, and the groups: numbers
    /// below 10,000.
    init?(binary cell: Cell) {
        guard let groups = cell.integer(Int16.self).map(Int.init), let weight = cell.integer(Int16.self, at: 2),
            let sign = cell.integer(UInt16.self, at: 4), sign == Sign.positive || sign == Sign.negative,
            let places = cell.integer(UInt16.self, at: 6), (0...Self.mostGroups).contains(groups),
            cell.bytes.count == Self.headerBytes + 2 * groups
        else { return nil }
        let exponent = 4 * (Int(weight) + 1 - groups)
        // The last group is filled up with zeros.
        let padding = min(max(-Int(places) - exponent, 0), 3)
        guard
            let significand = groups <= 4
                ? Self.short(cell, groups, padding).map({ UInt128($0) }) : Self.long(cell, groups, padding)
        else { return nil }
        self.init(isNegative: sign == Sign.negative, significand: significand, exponent: exponent + padding)
        guard fit() else { return nil }
    }

    /// At most 16 digits, which a machine word holds.
    private static func short(_ cell: Cell, _ groups: Int, _ padding: Int) -> UInt64? {
        var value: UInt64 = 0
        for index in 0..<groups {
            guard let group = group(cell, index) else { return nil }
            value = value * 10_000 + UInt64(group)
        }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: powersOfTen[padding])
        return remainder == 0 ? quotient : nil
    }

    private static func long(_ cell: Cell, _ groups: Int, _ padding: Int) -> UInt128? {
        var value: UInt128 = 0
        for index in 0..<groups {
            guard var group = group(cell, index).map({ UInt64($0) }) else { return nil }
            var factor: UInt64 = 10_000
            if index == groups - 1 {
                guard group % powersOfTen[padding] == 0 else { return nil }
                group /= powersOfTen[padding]
                factor /= powersOfTen[padding]
            }
            let (product, overflows) = value.multipliedReportingOverflow(by: UInt128(factor))
            let (sum, overflowsToo) = product.addingReportingOverflow(UInt128(group))
            guard !overflows, !overflowsToo else { return nil }
            value = sum
        }
        return value
    }

    private static let powersOfTen: InlineArray<5, UInt64> = [1, 10, 100, 1_000, 10_000]

    private static func group(_ cell: Cell, _ index: Int) -> UInt16? {
        guard let group = cell.integer(UInt16.self, at: headerBytes + 2 * index), group < 10_000 else { return nil }
        return group
    }

    /// Appends the binary form of NaN.
    static func encodeNaN(into bytes: inout [UInt8]) {
        for field in [0, 0, Sign.notANumber, 0] { field.encodeBigEndian(into: &bytes) }
    }

    /// Appends the binary form.
    func encode(into bytes: inout [UInt8]) {
        // Groups meet at the decimal point, so the last one may have to take zeros in.
        let zeros = (exponent % 4 + 4) % 4
        var (rest, last) = significand.quotientAndRemainder(dividingBy: UInt128(Self.powersOfTen[4 - zeros]))
        last *= UInt128(Self.powersOfTen[zeros])
        var groups = [UInt16(last)]
        while rest > 0 {
            groups.append(UInt16(rest % 10_000))
            rest /= 10_000
        }
        let weight = (exponent - zeros) / 4 + groups.count - 1
        if significand == 0 { groups = [] }
        Int16(groups.count).encodeBigEndian(into: &bytes)
        Int16(weight).encodeBigEndian(into: &bytes)
        (isNegative ? Sign.negative : Sign.positive).encodeBigEndian(into: &bytes)
        UInt16(max(0, -exponent)).encodeBigEndian(into: &bytes)
        for group in groups.reversed() { group.encodeBigEndian(into: &bytes) }
    }
}

// MARK: Text
extension NumericForm {
    /// Reads a sign, digits, and a point among them.
    init?(text bytes: UnsafeRawBufferPointer) {
        var scanner = TextScanner(bytes)
        let isNegative = scanner.take("-")
        var significand: UInt128 = 0
        var exponent = 0
        var digits = 0
        var isPastPoint = false
        // Zeros are taken in when a digit follows them: those at the end need no room.
        var zeros = 0
        while !scanner.isAtEnd {
            if !isPastPoint, scanner.take(".") {
                isPastPoint = true
                continue
            }
            guard let digit = scanner.digit() else { return nil }
            digits += 1
            if isPastPoint { exponent -= 1 }
            guard digit != 0 else {
                zeros += 1
                continue
            }
            for _ in 0..<(significand == 0 ? 0 : zeros) {
                guard significand < Self.limit / 10 else { return nil }
                significand *= 10
            }
            guard significand < Self.limit / 10 else { return nil }
            significand = significand * 10 + UInt128(digit)
            zeros = 0
        }
        guard digits > 0 else { return nil }
        self.init(isNegative: isNegative, significand: significand, exponent: exponent + zeros)
        guard fit() else { return nil }
    }
}
