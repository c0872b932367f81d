/// A moment, as PostgreSQL's `timestamptz` holds it: exact to the microsecond, from 4714-11-24 BC to the end of the year 294276,
/// and ±infinity. It keeps no time zone; the server shows it in its session's. `Foundation.Date` reads the same columns, without
/// infinity, and rounds microseconds to what a floating-point number of seconds holds.
public struct PostgresTimestampTZ: Hashable, Comparable, Sendable {
    /// Later than every moment.
    public static let infinity = PostgresTimestampTZ(microsecondsSince2000: .max)
    /// Earlier than every moment.
    public static let negativeInfinity = PostgresTimestampTZ(microsecondsSince2000: .min)

    /// Microseconds since 2000-01-01 00:00:00 UTC, negative before it.
    public let microsecondsSince2000: Int64

    /// Makes a moment of what the server counts in.
    ///
    /// - Parameter microsecondsSince2000: Microseconds since 2000-01-01 00:00:00 UTC; the least and the greatest number are
    ///   ±infinity. The server refuses (22008) what is beyond its range.
    public init(microsecondsSince2000: Int64) {
        self.microsecondsSince2000 = microsecondsSince2000
    }

    /// Whether this is a moment and not ±infinity.
    public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// Whether a moment is before another.
    public static func < (left: PostgresTimestampTZ, right: PostgresTimestampTZ) -> Bool {
        left.microsecondsSince2000 < right.microsecondsSince2000
    }
}

extension PostgresTimestampTZ: CustomStringConvertible {
    /// As the server writes it to a session in UTC: `2024-02-29 13:05:00.25+00`, `infinity`.
    public var description: String {
        switch self {
        case .infinity: "infinity"
        case .negativeInfinity: "-infinity"
        default: DateTimeForm.text(ofTimestamp: microsecondsSince2000, offset: "+00")
        }
    }
}

extension PostgresTimestampTZ: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `timestamptz`.
    public static var postgresType: PostgresType { .timestamptz }

    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { PostgresType.timestamptz.array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { microsecondsSince2000.encodeBigEndian(into: &bytes) }

    /// Reads `timestamptz`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.isOf(.timestamptz), let microseconds = cell.timestamp(hasOffset: true) else {
            throw DecodingMismatch(expected: "timestamptz")
        }
        self.init(microsecondsSince2000: microseconds)
    }
}

extension Cell {
    /// Microseconds since 2000-01-01; the least and the greatest number are ±infinity.
    func timestamp(hasOffset: Bool) -> Int64? {
        if format == .binary { return whole(Int64.self) }
        if bytes.elementsEqual("infinity".utf8) { return .max }
        if bytes.elementsEqual("-infinity".utf8) { return .min }
        return DateTimeForm.timestamp(bytes, hasOffset: hasOffset)
    }
}
