public import FoundationEssentials

extension Decimal: PostgresEncodable, PostgresDecodable {
    /// A numeric's digits come in groups of four, each a number below this.
    private static let groupBase: Decimal = 10_000
    private static let headerBytes = 8
    /// `Decimal` holds 38 digits without loss.
    private static let mostDigits = 38

    private enum Sign {
        static let positive: UInt16 = 0x0000
        static let negative: UInt16 = 0x4000
    }

    /// `numeric`, sent as text, which is exact.
    public static var postgresType: PostgresType { PostgresType(oid: 1700, arrayOID: 1231, format: .text) }

    /// Appends the number's digits.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: (isNaN ? "NaN" : description).utf8)
    }

    /// Reads `numeric` exactly. NaN, ±infinity and numbers of more than 38 digits are errors, never rounded.
    public init(cell: Cell) throws(DecodingMismatch) {
        let expected = "numeric of at most \(Self.mostDigits) digits"
        guard cell.type == PostgresType.numeric.oid, let groups = cell.integer(Int16.self), groups >= 0,
            let weight = cell.integer(Int16.self, at: 2), let sign = cell.integer(UInt16.self, at: 4),
            sign == Sign.positive || sign == Sign.negative,
            cell.bytes.count == Self.headerBytes + 2 * Int(groups)
        else { throw DecodingMismatch(expected: expected) }

        var significand: Decimal = 0
        var digits = 0
        for index in 0..<Int(groups) {
            guard let group = cell.integer(UInt16.self, at: Self.headerBytes + 2 * index), group < 10_000 else {
                throw DecodingMismatch(expected: expected)
            }
            digits += index == 0 ? String(group).count : 4
            guard digits <= Self.mostDigits else { throw DecodingMismatch(expected: expected) }
            significand = significand * Self.groupBase + Decimal(Int(group))
        }
        let exponent = 4 * (Int(weight) + 1 - Int(groups))
        guard (-128...127).contains(exponent) else { throw DecodingMismatch(expected: expected) }
        self.init(sign: sign == Sign.negative ? .minus : .plus, exponent: exponent, significand: significand)
    }
}
